import { exitCodeHelp } from './help.js';

export function explainHelp(): string {
  return `exchange-oauth-lab explain [FILE|-] [--format text|json]

Says what evidence of a real server means: which side failed, the cause or the possible causes, how
to tell them apart, what to type, and how to see the same in the lab. It takes x-ms-diagnostics, the
output of Test-OAuthConnectivity, an HTTP response with headers, lines of IIS and HttpProxy logs,
AADSTS errors, events, free/busy errors and tokens, from a file or pasted. No lab has to run.

Examples:
  exchange-oauth-lab explain detail.txt
  exchange-oauth-lab explain --format json - < response.txt
  Test-OAuthConnectivity … | Format-List | exchange-oauth-lab explain

Exit codes: 0 recognised, and nothing is wrong; 1 a failure was recognised; 2 wrong usage, or
            nothing in the text is known.
`;
}

export function analyzeLogHelp(): string {
  return `exchange-oauth-lab analyze-log FILE | FOLDER | - …  [--format text|json|csv] [--redact]

Finds the OAuth conversations in logs of IIS, of HttpProxy, of EWS and of HTTP.sys (HTTPERR), and
says which failed and why. Works on logs of real servers, of any size, packed (.gz) or not, and
needs no lab. A folder stands for all logs in it; - is standard input. Logs of several servers
belong into one call: they are read side by side, in the order of time.

  --format FORMAT     text, json or csv (the failures alone) [text]
  --redact            names instead of tokens, users, addresses, hosts and folders: for sharing
  --since TIME        only from there on: 2025-11-03, or 2025-11-03T08:00:00Z; UTC
  --until TIME        only up to there; a day counts as a whole
  --user-agent TEXT   only clients whose user agent contains this

Examples:
  exchange-oauth-lab analyze-log u_ex251103_x.log
  exchange-oauth-lab analyze-log inetpub/logs/LogFiles Logging/HttpProxy --since 2025-11-03
  exchange-oauth-lab analyze-log --format json --redact logs/ > report.json

Lines that can't be read are told on standard error (in "problems" of the JSON) and change nothing.
${exitCodeHelp}
`;
}
