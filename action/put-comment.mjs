/**
 * Puts a text into the one comment that this action has on a pull request: the first time it makes it, later it replaces
 * it. Its own comment is known by the hidden mark it begins with and by being a program's; what a person wrote is never
 * touched. Run by action.yml, and only where a comment is asked for.
 *
 *     GITHUB_TOKEN=… node put-comment.mjs FILE
 *
 * A comment is an extra: where it cannot be written there is a warning, and the check goes on.
 */
import { readFileSync } from 'node:fs';

const mark = '<!-- parapet-lint -->';
/** Pages of a hundred comments that are looked through. */
const maximumPages = 50;

const { GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_EVENT_PATH, GITHUB_TOKEN } = process.env;

try {
  await putComment(process.argv[2]);
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  console.log(
    `::warning title=Parapet::The comment cannot be written; the summary has the findings. ${asData(reason)}`,
  );
}

async function putComment(file) {
  const event = JSON.parse(readFileSync(GITHUB_EVENT_PATH, 'utf8'));
  const number = event.pull_request?.number;
  if (!Number.isInteger(number)) {
    console.log('There is no pull request to comment on.');
    return;
  }
  if (!GITHUB_TOKEN) throw new Error('The input token is empty.');
  const body = readFileSync(file, 'utf8');
  if (!body.startsWith(mark)) throw new Error('The text has not the mark that it would be known by.');
  const known = await findComment(number);
  if (known) await request('PATCH', `/issues/comments/${known}`, { body });
  else await request('POST', `/issues/${number}/comments`, { body });
  console.log(known ? 'The comment was replaced.' : 'A comment was made.');
}

/** The number of the comment to replace; absent where there is none. */
async function findComment(number) {
  for (let page = 1; page <= maximumPages; page++) {
    const comments = await request('GET', `/issues/${number}/comments?per_page=100&page=${page}`);
    const own = comments.find(({ user, body }) => user?.type === 'Bot' && body?.startsWith(mark));
    if (own) return own.id;
    if (comments.length < 100) return undefined;
  }
  return undefined;
}

async function request(method, path, content) {
  const response = await fetch(`${GITHUB_API_URL}/repos/${GITHUB_REPOSITORY}${path}`, {
    method,
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${GITHUB_TOKEN}`,
      'content-type': 'application/json',
      'user-agent': 'parapet-action',
      'x-github-api-version': '2022-11-28',
    },
    body: content && JSON.stringify(content),
  });
  if (!response.ok) throw new Error(`${method} was answered with ${response.status}.`);
  return response.json();
}

/** As the runner reads the text of a command. */
function asData(text) {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
