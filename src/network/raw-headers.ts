/** Header lines as they stood on the wire: order and case kept, repeated lines too. */
export type RawHeaders = readonly (readonly [name: string, value: string])[];

/** Node's and undici's flat list (`[name, value, name, value, …]`) as pairs. */
export function headerPairs(flat: readonly string[]): RawHeaders {
  const pairs: [string, string][] = [];
  for (let index = 0; index + 1 < flat.length; index += 2) {
    pairs.push([flat[index] ?? '', flat[index + 1] ?? '']);
  }
  return pairs;
}

/** All values of a header, in the order of its lines; the name in any case. */
export function headerValues(headers: RawHeaders, name: string): readonly string[] {
  const wanted = name.toLowerCase();
  return headers.filter(([header]) => header.toLowerCase() === wanted).map(([, value]) => value);
}
