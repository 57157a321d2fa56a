import type { LangiumCoreServices, LangiumParser, Module, PartialLangiumCoreServices } from 'langium';
import {
  createDefaultCoreModule,
  createDefaultSharedCoreModule,
  createLangiumParser,
  EmptyFileSystem,
  inject,
  LangiumParserErrorMessageProvider,
} from 'langium';
import { ParapetGeneratedModule, ParapetGeneratedSharedModule } from '../generated/module.ts';
import { ParapetLexer, ParapetTokenBuilder, ParapetValueConverter } from './tokens.ts';

/** `describeSyntaxError` words the errors; listing every token that could have stood there costs more than parsing. */
class SilentErrorMessages extends LangiumParserErrorMessageProvider {
  override buildMismatchTokenMessage(): string {
    return '';
  }
  override buildNotAllInputParsedMessage(): string {
    return '';
  }
  override buildNoViableAltMessage(): string {
    return '';
  }
  override buildEarlyExitMessage(): string {
    return '';
  }
}

const overrides: Module<LangiumCoreServices, PartialLangiumCoreServices> = {
  parser: {
    TokenBuilder: () => new ParapetTokenBuilder(),
    Lexer: (services) => new ParapetLexer(services),
    ValueConverter: () => new ParapetValueConverter(),
    ParserErrorMessageProvider: () => new SilentErrorMessages(),
    // Two tokens tell every alternative of the grammar apart; the default analysis costs more at each start.
    ParserConfig: () => ({
      maxLookahead: 2,
      recoveryEnabled: true,
      nodeLocationTracking: 'full',
      skipValidations: true,
    }),
  },
};

function createParserServices(): LangiumCoreServices {
  const shared = inject(createDefaultSharedCoreModule(EmptyFileSystem), ParapetGeneratedSharedModule);
  const services = inject(createDefaultCoreModule({ shared }), ParapetGeneratedModule, overrides);
  shared.ServiceRegistry.register(services);
  return services;
}

let current: LangiumCoreServices | undefined;
let parser: LangiumParser | undefined;

/** The lexer and everything around it, made at the first call. */
export function parserServices(): LangiumCoreServices {
  return (current ??= createParserServices());
}

/** The parser in use. */
export function currentParser(): LangiumParser {
  return (parser ??= parserServices().parser.LangiumParser);
}

/** Takes a new parser after one threw: what the old one had on its stack would spoil the statements after. */
export function renewParser(): void {
  parser = createLangiumParser(parserServices());
}
