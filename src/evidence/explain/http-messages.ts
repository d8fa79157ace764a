/** The head of a request or a response in a pasted text. */
export interface HttpMessage {
  readonly firstLine: string;
  /** A request's. */
  readonly method?: string | undefined;
  readonly path?: string | undefined;
  /** A response's; undefined where headers alone were pasted. */
  readonly status?: number | undefined;
  /** By names in lower case. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
}

const mostLines = 20_000;
const mostMessages = 50;
const longestValue = 16_384;

/** `curl -v` puts a sign before each line. */
const sign = /^\s{0,20}[<>]\s?/;
const responseLine = /^HTTP\/\d(?:\.\d)?\s+(\d{3})(?:\s.*)?$/i;
const requestLine = /^([A-Z]{3,10})\s+(\S+)\s+HTTP\/\d(?:\.\d)?$/;
/** Blanks before the colon: .NET's Format-List of headers. */
const header = /^\s{0,20}([A-Za-z][\w-]{0,80})\s{0,40}:\s?(.*)$/;

/**
 * Heads of HTTP messages in the order they stand there. No parser of a library: what people paste has lost its line ends,
 * its body or its first line.
 */
export function httpMessages(lines: readonly string[]): readonly HttpMessage[] {
  const found: Building[] = [];
  let current: Building | undefined;
  for (const pasted of lines.slice(0, mostLines).flatMap(apart)) {
    const line = pasted.replace(sign, '').trimEnd();
    const begun = beginning(line);
    if (begun) {
      if (found.length === mostMessages) break;
      current = begun;
      found.push(begun);
    } else if (line === '') current = undefined;
    else current = takeHeader(line, current, found);
  }
  return found;
}

/** Headers that answers of Exchange and of devices have, and what a request begins with. */
const known =
  'server|date|content-length|content-type|connection|cache-control|set-cookie|www-authenticate|x-ms-diagnostics|x-feserver|x-beserver|x-powered-by|x-aspnet-version|x-owa-version|x-calculatedbetarget|request-id|client-request-id|host|authorization|user-agent';
const nextHeader = new RegExp(`\\s(?:[<>] ?)?(?=(?:(?:${known}): |HTTP\\/\\d(?:\\.\\d)? \\d{3}\\b))`, 'i');
const isHead = /\bHTTP\/\d(?:\.\d)? \d{3}\b|\bwww-authenticate: /i;

/** The headers that have come to stand on one line, each on its own. */
function apart(line: string): readonly string[] {
  return isHead.test(line) ? line.replace(sign, '').split(nextHeader) : [line];
}

type Building = Omit<HttpMessage, 'headers'> & {
  readonly headers: Map<string, string[]>;
  /** Name of the header read last. */
  latest?: string;
};

function beginning(line: string): Building | undefined {
  const response = responseLine.exec(line);
  if (response) return { firstLine: line, status: Number(response[1]), headers: new Map() };
  const request = requestLine.exec(line);
  return request ? { firstLine: line, method: request[1], path: request[2], headers: new Map() } : undefined;
}

/** Headers without a first line count from the challenge on. */
function takeHeader(line: string, current: Building | undefined, found: Building[]): Building | undefined {
  const match = header.exec(line);
  if (!match) {
    if (current) goOn(line, current);
    return current;
  }
  const [, name = '', value = ''] = match;
  const lower = name.toLowerCase();
  let message = current;
  if (!message) {
    if (lower !== 'www-authenticate' || found.length === mostMessages) return undefined;
    message = { firstLine: '', headers: new Map() };
    found.push(message);
  }
  message.headers.set(lower, [...(message.headers.get(lower) ?? []), value.trim()]);
  message.latest = lower;
  return message;
}

/** A line that is no header: the rest of the one before, which somebody has wrapped. */
function goOn(line: string, { headers, latest = '' }: Building): void {
  const values = headers.get(latest);
  const value = values?.pop();
  if (values === undefined || value === undefined) return;
  values.push(value.length > longestValue ? value : `${value} ${line.trim()}`);
}
