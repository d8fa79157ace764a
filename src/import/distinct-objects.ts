import type { ReportWriter } from './import-report.js';
import type { KnownObject } from './read-export.js';
import { nameOf } from './taking.js';

/** There is one of these in an organisation. */
const single: readonly string[] = ['AuthConfig', 'OrganizationConfig'];

/** Every object once. Where two outputs disagree about one, the first counts: Export-Clixml before text, then by file name. */
export function distinctObjects(objects: readonly KnownObject[], report: ReportWriter): readonly KnownObject[] {
  const kept = new Map<string, KnownObject>();
  for (const object of objects) {
    const key = keyOf(object);
    const other = kept.get(key);
    if (!other) kept.set(key, object);
    else if (disagree(object, other)) {
      const why = `${other.file} says something else (${differences(object, other).join(', ')}), and comes first`;
      report.refused({ file: object.file, object: nameOf(object), property: '', why });
    }
  }
  return [...kept.values()];
}

/** A certificate may be on several servers. */
function keyOf(object: KnownObject): string {
  const { kind } = object;
  if (single.includes(kind)) return kind;
  const servers = kind === 'ExchangeCertificate' ? ['Identity', 'PSComputerName'] : ['Server'];
  const text = (property: string) => object.properties.get(property)?.text ?? '';
  const server = servers.map(text).find((name) => name !== '') ?? '';
  return [kind, nameOf(object), server].join('\n').toLowerCase();
}

function disagree(one: KnownObject, other: KnownObject): boolean {
  return differences(one, other).length > 0;
}

/** Properties that both have and that are not alike. Dates and what changes with every look are left aside. */
function differences(one: KnownObject, other: KnownObject): readonly string[] {
  const aside = /^(?:When|Not(?:Before|After)|NextCertificateEffectiveDate|RunspaceId|OriginatingServer|PS)/;
  return [...one.properties].flatMap(([name, { text, cutOff }]) => {
    const theirs = other.properties.get(name);
    if (!theirs || cutOff || theirs.cutOff || aside.test(name)) return [];
    return theirs.text.toLowerCase() === text.toLowerCase() ? [] : [name];
  });
}
