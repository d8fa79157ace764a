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
  for (const pasted of lines.slice(0, mostLines)) {
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

type Building = Omit<HttpMessage, 'headers'> & { readonly headers: Map<string, string[]> };

function beginning(line: string): Building | undefined {
  const response = responseLine.exec(line);
  if (response) return { firstLine: line, status: Number(response[1]), headers: new Map() };
  const request = requestLine.exec(line);
  return request ? { firstLine: line, method: request[1], path: request[2], headers: new Map() } : undefined;
}

/** Headers without a first line count from the challenge on. */
function takeHeader(line: string, current: Building | undefined, found: Building[]): Building | undefined {
  const match = header.exec(line);
  if (!match) return current;
  const [, name = '', value = ''] = match;
  const lower = name.toLowerCase();
  let message = current;
  if (!message) {
    if (lower !== 'www-authenticate' || found.length === mostMessages) return undefined;
    message = { firstLine: '', headers: new Map() };
    found.push(message);
  }
  message.headers.set(lower, [...(message.headers.get(lower) ?? []), value.trim()]);
  return message;
}
