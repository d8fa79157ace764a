import { Buffer } from 'node:buffer';

/** The body of an item, as the schema has it. */
export interface Body {
  readonly text: string;
  readonly BodyType: 'HTML' | 'Text';
}

/** Its text without markup; undefined where there is no body. */
export function textOfBody(body: unknown): string | undefined {
  if (!isBody(body)) return undefined;
  return body.BodyType === 'Text' ? body.text : plainText(body.text);
}

/** As a request wants it: `Best` is as it was written. */
export function bodyAs(body: unknown, wanted: 'Best' | 'HTML' | 'Text' | undefined): Body | undefined {
  if (!isBody(body)) return undefined;
  if (wanted === undefined || wanted === 'Best' || wanted === body.BodyType) return body;
  return wanted === 'Text'
    ? { text: plainText(body.text), BodyType: 'Text' }
    : { text: `<html><body><pre>${escaped(body.text)}</pre></body></html>`, BodyType: 'HTML' };
}

/** How large an item is, in bytes: what was said of it, and a little for what the server keeps. */
export function bytesOf(said: Readonly<Record<string, unknown>>): number {
  return Buffer.byteLength(JSON.stringify(said));
}

function isBody(body: unknown): body is Body {
  return typeof body === 'object' && body !== null && 'text' in body;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };

function plainText(html: string): string {
  return html
    .replace(/<(?:br|\/p|\/div|\/tr)\b[^<>]*>/gi, '\n')
    .replace(/<[^<>]*>/g, '') // no tag has another in it: a text of nothing but `<` is gone through once
    .replace(/&(amp|lt|gt|quot|nbsp);/g, (_, name: string) => entities[name] ?? '')
    .trim();
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
