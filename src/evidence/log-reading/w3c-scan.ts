import type { Buffer } from 'node:buffer';
import type { Layout } from './layout.js';

/** What a column is looked at for. */
const watched = { nothing: 0, path: 1, status: 2, userAgent: 3, anyValue: 4, custom: 5, fullStatus: 6 } as const;

/** What was seen in a line. */
const seen = { path: 1, unauthorized: 2, value: 4, nul: 8, oauthClient: 16 } as const;

const lineFeed = 10;
const blank = 32;
const hyphen = 45;
const semicolon = 59;

/** Which columns tell whether a line belongs to OAuth, by their number: other lines are not taken apart at all. */
export interface Watch {
  readonly columns: Uint8Array;
  /** Blanks of a whole line. */
  readonly blanks: number;
  /** HTTP.sys logs no user agent: every line of the two services counts. */
  readonly everyPath: boolean;
  /** Without a column for the path any line may be one of theirs. */
  readonly hasPath: boolean;
}

export function watchOf({ kind, roles }: Layout): Watch {
  const columns = new Uint8Array(256);
  for (const [index, role] of roles.entries()) {
    if (index >= 256) break;
    if (role === 'path' || role === 'pathAndQuery') columns[index] = watched.path;
    else if (role === 'status') columns[index] = hasFullStatus(roles, index) ? watched.fullStatus : watched.status;
    else if (role === 'userAgent') columns[index] = watched.userAgent;
    else if (role === 'diagnostics') columns[index] = watched.anyValue;
    else if (role === 'authorization' || role === 'custom') columns[index] = watched.custom;
  }
  const hasPath = columns.includes(watched.path);
  return { columns, blanks: roles.length - 1, everyPath: kind === 'httpErr', hasPath };
}

function hasFullStatus(roles: Layout['roles'], index: number): boolean {
  return roles[index + 1] === 'subStatus' && roles[index + 2] === 'win32Status';
}

/** The scan stands at a line's beginning, and tells of the line before what there is to tell. */
export interface LineVerdict {
  /** Where the next line begins. */
  next: number;
  blanks: number;
  /** To be taken apart: it belongs to OAuth, or may. */
  interesting: boolean;
  hasNul: boolean;
}

/**
 * One pass over the bytes of a line: counts its blanks, so it knows which column it is in, and looks at the beginning of
 * those that matter. No text is made of it; of most lines in a log none ever is.
 */
export function scanLine(bytes: Buffer, start: number, end: number, watch: Watch, verdict: LineVerdict): void {
  const { columns } = watch;
  let at = start;
  let blanks = 0;
  let found: number = watch.hasPath ? 0 : seen.path;
  let userAgentAt = -1;
  for (; at < end; at += 1) {
    const byte = bytes[at] as number;
    if (byte > blank) continue;
    if (byte === blank) {
      blanks += 1;
      const column = columns[blanks & 255];
      if (column === watched.nothing) continue;
      if (column === watched.userAgent) userAgentAt = at + 1;
      else found |= lookAt(bytes, at + 1, column as number);
    } else if (byte === lineFeed) break;
    else if (byte === 0) found |= seen.nul;
  }
  if (userAgentAt >= 0 && isOAuthClient(bytes, userAgentAt, (found & seen.path) !== 0)) found |= seen.oauthClient;
  verdict.next = at < end ? at + 1 : end;
  verdict.blanks = blanks;
  verdict.hasNul = (found & seen.nul) !== 0;
  verdict.interesting = isInteresting(found, watch.everyPath);
}

function isInteresting(found: number, everyPath: boolean): boolean {
  if (found & (seen.value | seen.oauthClient)) return true;
  return (found & seen.path) !== 0 && (everyPath || (found & seen.unauthorized) !== 0);
}

function lookAt(bytes: Buffer, at: number, column: number): number {
  const first = bytes[at] as number;
  if (column === watched.path) return first === 47 && isServicePath(bytes, at + 1) ? seen.path : 0; // `/`
  if (column === watched.status) return is401(bytes, at) ? seen.unauthorized : 0;
  if (column === watched.fullStatus) return is401(bytes, at) && isNoWindowsLogon(bytes, at + 3) ? seen.unauthorized : 0;
  if (column === watched.anyValue) return first !== hyphen ? seen.value : 0;
  if ((first | 32) === 98) return startsWith(bytes, at, bearer) ? seen.value : 0;
  return bytes[at + 7] === semicolon && first >= 48 && first <= 57 ? seen.value : 0; // a diagnostics value: `2000003;…`
}

function is401(bytes: Buffer, at: number): boolean {
  return bytes[at] === 52 && bytes[at + 1] === 48 && bytes[at + 2] === 49;
}

/** ` 0 0`: the legs of Windows authentication have a sub-status and an error of Windows (facts/oauth-outbound-admin §5.1). */
function isNoWindowsLogon(bytes: Buffer, at: number): boolean {
  return bytes[at + 1] === 48 && bytes[at + 2] === blank && bytes[at + 3] === 48;
}

const bearer = lettersOf('bearer');
const services = [lettersOf('ews'), lettersOf('autodiscover')];

/** Paths that Exchange's OAuth calls go to; IIS writes them as the client did, in any case. */
function isServicePath(bytes: Buffer, at: number): boolean {
  return services.some((letters) => startsWith(bytes, at, letters));
}

/** Beginnings of the user agents that call with OAuth (facts/oauth-outbound-admin §5.6). */
const oauthClients = ['amprobe/oauth', 'asproxy/', 'asautodiscover/', 'testorganizationrelationship/'].map(lettersOf);
const teamsMarks = /teams\/|skypespaces\/|microsoftninja\/|schedulingservice|skype\.presence\.app\//i;

function isOAuthClient(bytes: Buffer, at: number, onServicePath: boolean): boolean {
  const first = (bytes[at] as number) | 32;
  const mayBe = first === 97 || first === 116; // a, t
  if (mayBe && oauthClients.some((letters) => startsWith(bytes, at, letters))) return true;
  if (!onServicePath) return false;
  const end = bytes.indexOf(blank, at);
  return teamsMarks.test(bytes.toString('latin1', at, end < 0 ? bytes.length : end));
}

/** The same for a text. */
export const oauthRow =
  /AMProbe\/OAUTH|ASProxy\/|ASAutoDiscover\/|TestOrganizationRelationship\/|Bearer|OAuth|Teams\/|SkypeSpaces\/|MicrosoftNinja\/|SchedulingService|Skype\.Presence\.App\//i;

function lettersOf(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** Letters in any case; the others of the words above have no case that could be mistaken. */
function startsWith(bytes: Buffer, at: number, letters: Uint8Array): boolean {
  for (let index = 0; index < letters.length; index += 1) {
    if (((bytes[at + index] as number) | 32) !== letters[index]) return false;
  }
  return true;
}
