import { headerValues, type RawHeaders } from './raw-headers.js';

/** A whole answer. */
export interface HttpResponse {
  readonly status: number;
  readonly statusText: string;
  readonly rawHeaders: RawHeaders;
  readonly body: Buffer;
  /** A header's value; several lines are joined by a bare comma, in their order, as .NET does. */
  header(name: string): string | undefined;
  headerValues(name: string): readonly string[];
  /** The body as UTF-8. */
  text(): string;
}

export function createHttpResponse(parts: Omit<HttpResponse, 'header' | 'headerValues' | 'text'>): HttpResponse {
  const values = (name: string): readonly string[] => headerValues(parts.rawHeaders, name);
  return {
    ...parts,
    headerValues: values,
    header: (name) => (values(name).length === 0 ? undefined : values(name).join(',')),
    text: () => parts.body.toString('utf8'),
  };
}
