import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Lab } from '../../src/index.js';
import type { TokenOrder } from '../../src/tokens/token-order.js';
import { call, ewsTarget, getFolder } from './wire.js';

/** What a page must show as text, wherever it comes from; and a way to bring it to every place a stranger can write to. */

/** Sets a mark when it runs; its elements bear one, for where a policy keeps them from running. */
export const hostileTexts: readonly string[] = [
  '<script data-hostile>globalThis.hostile=1</script>',
  '<img data-hostile src=x onerror="globalThis.hostile=1">',
  '<svg data-hostile onload="globalThis.hostile=1"></svg>',
  '"><b data-hostile onmouseover=globalThis.hostile=1>x</b>',
  "'><b data-hostile onfocus=globalThis.hostile=1 tabindex=0 autofocus>x</b>",
  '" autofocus onfocus="globalThis.hostile=1" data-hostile="',
  '</script><script data-hostile>globalThis.hostile=1</script>',
  '</textarea></title></style><img data-hostile src=x onerror=globalThis.hostile=1>',
  '--><img data-hostile src=x onerror=globalThis.hostile=1><!--',
  '<iframe data-hostile srcdoc="<script>parent.hostile=1</script>"></iframe>',
  '<a data-hostile href="javascript:globalThis.hostile=1">x</a>',
  'javascript:globalThis.hostile=1//',
  'data:text/html,<script>parent.hostile=1</script>',
  '&lt;img data-hostile src=x onerror=globalThis.hostile=1&gt;',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: of a template that someone else might evaluate
  '${globalThis.hostile=1}{{globalThis.hostile=1}}{%globalThis.hostile=1%}',
  '__proto__',
  '\u202e<img data-hostile src=x onerror=globalThis.hostile=1>\u202c\u2066',
  '\u0000<img data-hostile src=x onerror=globalThis.hostile=1>\u0000',
];

/** Where a text was put, and what came of it. */
export interface Provocation {
  readonly place: string;
  /** The text as it was sent: without null bytes, encoded, shortened or changed where the place takes nothing else. */
  readonly text: string;
  /** The transaction that it came with; undefined where it is no request's. */
  readonly transactionId: string | undefined;
}

/** Puts a text into every place of a lab that takes one from outside. A mystery must not be on; afterwards none is. */
export async function provoke(lab: Lab, text: string): Promise<readonly Provocation[]> {
  const done: Provocation[] = [];
  const latest = () => lab.journal.list({ limit: 1 }).at(-1)?.id; // a request that HTTP.sys refuses is told no id
  for (const [place, request] of requestsWith(text)) {
    await call(lab, { method: 'GET', ...request });
    done.push({ place, text: sentText(place, text), transactionId: latest() });
  }
  for (const [place, order] of ordersWith(text)) {
    const { token } = lab.tokens.issue(order);
    await call(lab, { token, headers: [['Content-Type', 'text/xml']], body: getFolder() });
    done.push({ place, text, transactionId: latest() });
  }
  const student = text.slice(0, 100); // the API takes no more
  await lab.mystery.start({ student });
  await lab.mystery.giveUp();
  done.push({ place: 'student of a mystery', text: student, transactionId: undefined });
  done.push({ place: 'name of a log file', text: leaveLogFile(lab, text), transactionId: undefined });
  return done;
}

type Request = Parameters<typeof call>[1];

function requestsWith(text: string): readonly (readonly [place: string, request: NonNullable<Request>])[] {
  const header = headerText(text);
  const target = targetText(text);
  const encoded = encodeURIComponent(text);
  return [
    ['Host', { host: header }],
    ['User-Agent', { headers: [['User-Agent', header]] }],
    ['client-request-id', { headers: [['client-request-id', header]] }],
    ['X-Forwarded-For', { headers: [['X-Forwarded-For', header]] }],
    ['Authorization', { headers: [['Authorization', `Bearer ${header}`]] }],
    ['header of its own', { headers: [['X-Hostile', header]] }],
    ['path', { target: `/ews/${target}` }],
    ['encoded path', { target: `/ews/${encoded}` }],
    ['query', { target: `${ewsTarget}?${target}` }],
    ['encoded query', { target: `${ewsTarget}?x=${encoded}` }],
    ['body', { method: 'POST', headers: [['Content-Type', 'text/xml']], body: text }],
    ['Content-Type', { method: 'POST', headers: [['Content-Type', header]], body: 'x' }],
  ];
}

/** One claim at a time where the judgement would end at the first; all at once where it is the decoder that reads them. */
function ordersWith(text: string): readonly (readonly [place: string, order: TokenOrder])[] {
  const user = ['iss', 'aud', 'nameid', 'smtp', 'upn', 'sip', 'nii'];
  const actor = ['iss', 'aud', 'nameid', 'appid', 'identityprovider', 'trustedfordelegation', 'oid', 'tid'];
  const header = ['typ', 'alg', 'kid', 'x5t'];
  const kind = 'actAsUser';
  return [
    ...user.map((name) => [`claim ${name}`, { kind, claims: { [name]: text } }] as const),
    ...actor.map((name) => [`actor's claim ${name}`, { kind, actorClaims: { [name]: text } }] as const),
    ...header.map((name) => [`header's ${name}`, { kind, header: { [name]: text } }] as const),
    ...header.map((name) => [`actor's header's ${name}`, { kind, actorHeader: { [name]: text } }] as const),
    ['roles of an app', { kind: 'appOnly', claims: { roles: [text], scp: text, app_displayname: text } }],
    ['issuer of an app', { kind: 'appOnly', claims: { iss: text } }],
    ['name of a claim', { kind, claims: { [text]: text }, actorClaims: { [text]: text } }],
    ['claim in a claim', { kind, claims: { appctx: { [text]: [text] } } }],
    ['callback', { kind: 'callback', claims: { appctx: { msexchuid: text, amurl: text, version: text } } }],
  ];
}

/** The bytes of its UTF-8, a character each, as a header is read and written; no header may have a null byte in it. */
function headerText(text: string): string {
  return Buffer.from(text.replaceAll('\u0000', '')).toString('latin1');
}

/** Encoded only where a request line could not be read otherwise, or names a fragment or an encoding. */
function targetText(text: string): string {
  return text.replaceAll(/[^\u0021\u0022\u0024\u0026-\u007e]/g, encodeURIComponent);
}

function sentText(place: string, text: string): string {
  if (place.startsWith('encoded')) return encodeURIComponent(text);
  if (place === 'path' || place === 'query') return targetText(text);
  return place === 'body' ? text : headerText(text);
}

/** Leaves an empty file of that name beside the server's logs, without what no file's name may have; gives the name. */
function leaveLogFile(lab: Lab, text: string): string {
  const forbidden = process.platform === 'win32' ? /[<>:"/\\|?*]/g : /\//g;
  const name = `${text.replaceAll('\u0000', '').replaceAll(forbidden, '_')}.log`;
  const logs = join(dirname(dirname(lab.caFile)), 'logs');
  mkdirSync(logs, { recursive: true });
  writeFileSync(join(logs, name), '');
  return name;
}

/** What of hostile texts has become more than text in a page, a line each. */
export async function markupFrom(page: Page): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(`[
    ...(globalThis.hostile === undefined ? [] : ['a script has run']),
    ...[...document.querySelectorAll('[data-hostile]')].map(({ outerHTML }) => outerHTML),
    ...[...document.querySelectorAll('[href], [src], [action], [formaction]')].flatMap((element) =>
      ['href', 'src', 'action', 'formaction'].map((name) => (element.getAttribute(name) ?? '').trim())
        .filter((value) => /^(javascript|data:text)/i.test(value))),
  ]`);
}
