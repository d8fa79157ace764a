/**
 * Output that was pasted through something that takes line breaks away, as on many web pages:
 * `[PS] C:\>Get-AuthConfig RunspaceId : 63f4… CurrentCertificateThumbprint : 03C4… Realm : DeploymentId : …`.
 * A name is the one word before a colon with a blank on both sides.
 */
const nameWithin = /(?<=^|\s)([A-Za-z_]\w*) :(?=\s|$)/g;

/** From how many names on a line is several: one value may well contain the like of one. */
const several = 4;

/** The line as it is, or, where it holds several properties, those as lines of their own. */
export function withLineBreaks(line: string): readonly string[] {
  const names = [...line.matchAll(nameWithin)];
  if (names.length < several) return [line];
  const before = line.slice(0, names[0]?.index ?? 0);
  const properties = names.map((name, index) => {
    const end = names[index + 1]?.index ?? line.length;
    return line.slice(name.index, end).trim();
  });
  return before.trim() === '' ? properties : [before.trimEnd(), ...properties];
}
