-- What a person does in Neovim, as a script: opens a design, waits for what is underlined, completes, hovers, renames.
-- Only what Neovim brings is used. What was seen is written to the file in $REPORT, as JSON.

local report = {}
local ok, problem = pcall(function()
  vim.o.hidden = true
  vim.o.swapfile = false
  vim.o.virtualedit = 'onemore'
  vim.api.nvim_create_autocmd({ 'BufRead', 'BufNewFile' }, {
    pattern = '*.parapet',
    callback = function() vim.bo.filetype = 'parapet' end,
  })

  local command = vim.json.decode(vim.env.SERVER_COMMAND)
  local client
  local function attach(buffer)
    if not client then
      client = vim.lsp.start_client({
        name = 'parapet',
        cmd = command,
        root_dir = vim.env.DESIGNS,
        workspace_folders = { { uri = vim.uri_from_fname(vim.env.DESIGNS), name = 'designs' } },
      })
    end
    vim.lsp.buf_attach_client(buffer, client)
  end
  vim.api.nvim_create_autocmd('FileType', {
    pattern = 'parapet',
    callback = function(event) attach(event.buf) end,
  })

  local function wait(what, holds)
    if not vim.wait(20000, holds, 20) then error('waited in vain for ' .. what) end
  end
  local function ask(method, params)
    local answers = assert(vim.lsp.buf_request_sync(0, method, params, 10000), method .. ' was not answered')
    for _, answer in pairs(answers) do
      if answer.err then error(method .. ': ' .. answer.err.message) end
      return answer.result
    end
    error(method .. ' was answered by nobody')
  end
  local function lines() return vim.api.nvim_buf_get_lines(0, 0, -1, false) end

  -- Diagnostics
  vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.DESIGNS .. '/design.parapet'))
  report.filetype = vim.bo.filetype
  wait('diagnostics', function() return #vim.diagnostic.get(0) > 0 end)
  report.diagnostics = vim.tbl_map(function(entry)
    return { line = entry.lnum, column = entry.col, code = entry.code, severity = entry.severity, message = entry.message, source = entry.source }
  end, vim.diagnostic.get(0))

  -- They go when the text is mended, and come with the text that is typed.
  local broken = lines()[3]
  vim.api.nvim_buf_set_lines(0, 2, 3, false, { 'use sentinel' })
  wait('diagnostics of the mended text', function() return #vim.diagnostic.get(0) == 0 end)
  report.mended = { #vim.diagnostic.get(0), broken }

  -- Completion: by a former name, as the menu shows it.
  vim.api.nvim_buf_set_lines(0, 3, 3, false, { 'use Azure ATP' })
  vim.api.nvim_win_set_cursor(0, { 4, 13 })
  local params = vim.lsp.util.make_position_params()
  local completed = ask('textDocument/completion', params)
  local items = vim.lsp.util.extract_completion_items(completed)
  local first = items[1]
  report.completion = { label = first.label, detail = first.detail, count = #items }
  vim.lsp.util.apply_text_edits({ first.textEdit }, 0, 'utf-16')
  report.completed = lines()[4]
  vim.api.nvim_buf_set_lines(0, 3, 4, false, {})

  -- Hover: the window that opens.
  vim.api.nvim_win_set_cursor(0, { 3, 6 })
  vim.lsp.buf.hover()
  local float
  wait('the hover', function()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= '' then float = window end
    end
    return float ~= nil
  end)
  report.hover = table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(float), 0, -1, false), '\n')
  vim.api.nvim_win_close(float, true)

  -- Definition: into another file.
  vim.api.nvim_win_set_cursor(0, { 5, 1 })
  vim.lsp.buf.definition()
  wait('the definition', function() return vim.fn.expand('%:t') == 'shared.parapet' end)
  report.definition = { vim.fn.expand('%:t'), vim.api.nvim_win_get_cursor(0)[1] }

  -- Rename: over both files.
  local name = vim.api.nvim_get_current_line():find('mde')
  vim.api.nvim_win_set_cursor(0, { 1, name - 1 })
  vim.lsp.buf.rename('endpoints')
  wait('the new name', function() return vim.api.nvim_get_current_line():find('endpoints') ~= nil end)
  report.renamed = { table.concat(lines(), '\n') }
  vim.cmd('buffer design.parapet')
  wait('the new name in the other file', function() return table.concat(lines(), '\n'):find('endpoints') ~= nil end)
  report.renamed[2] = table.concat(lines(), '\n')

  -- A code action, and formatting.
  vim.api.nvim_buf_set_lines(0, 0, -1, false, { 'use log-analytics', 'use azure-sentinel as s', 'log-analytics   ->   s:log' })
  wait('the former name', function()
    return vim.tbl_contains(vim.tbl_map(function(entry) return entry.code end, vim.diagnostic.get(0)), 'former-name')
  end)
  vim.api.nvim_win_set_cursor(0, { 2, 6 })
  local range = vim.lsp.util.make_range_params()
  range.context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics() }
  local actions = ask('textDocument/codeAction', range)
  report.actions = vim.tbl_map(function(action) return action.title end, actions)
  vim.lsp.util.apply_workspace_edit(actions[1].edit, 'utf-16')
  report.fixed = lines()[2]
  vim.lsp.util.apply_text_edits(
    ask('textDocument/formatting', vim.lsp.util.make_formatting_params({ tabSize = 2, insertSpaces = true })),
    0,
    'utf-16'
  )
  report.formatted = lines()[3]

  vim.lsp.stop_client(client)
  wait('the end of the server', function() return not vim.lsp.get_client_by_id(client) end)
  report.ended = true
end)
if not ok then report.problem = tostring(problem) end
local file = assert(io.open(vim.env.REPORT, 'w'))
file:write(vim.json.encode(report))
file:close()
vim.cmd('qall!')
