/** So many names make a sentence. */
const mostNames = 5;

/** Names for a sentence of the record; a server that knows a thousand does not write them all. */
export function listed(names: readonly string[]): string {
  if (names.length === 0) return 'nobody';
  const others = names.length - mostNames;
  return names.slice(0, mostNames).join(', ') + (others > 0 ? ` and ${others} more` : '');
}
