import { foreignTenantId, seedTenantId } from '../../src/directory/world.js';

/** GUIDs that are the same in every lab of the default world. */
const fixedGuid = new RegExp(`^(?:0000000\\w-0000-|${seedTenantId}|${foreignTenantId})`, 'i');

const guid = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi;

/** What is another one with every run: longer patterns first. */
const varying: readonly (readonly [pattern: RegExp, mark: string])[] = [
  [/eyJ[\w-]+(?:\.[\w-]*)*(?:\.{3,}|…)?/g, 'eyJ…'],
  [/(?<=(?:x5t|kid)[ =:"']{1,4})[\w-]{27}(?![\w-])/g, '<x5t>'],
  [/\b\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT/g, '<date>'],
  [/\b[0-9A-F]{40}\b/gi, '<thumbprint>'],
  [/\b[0-9A-F]{32}\b/g, '<serial number>'],
  [/\b\d{1,2}\/\d{1,2}\/\d{4}(?: \d{1,2}:\d{2}:\d{2}(?: [AP]M)?)?/g, '<date>'],
  [/\b\w+day, \w+ \d{1,2}, \d{4}(?: \d{1,2}:\d{2}:\d{2} [AP]M)?/g, '<date>'],
  [/\b\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?/g, '<date>'],
  [/\b\d{4}-\d{2}-\d{2}\b/g, '<date>'],
  [/(?<=\bMergedFreeBusy +: )\d+/g, '<digits>'], // what the sample calendar has that day
  [/\b\d{10}\b/g, '<number>'],
  [/(?<=process id(?: was '|: ))\d+/gi, '<number>'],
  [/\b[0-9a-f]{4}(?=-dumptidset)/gi, '<number>'],
  [/-?\d+(?:[.,]\d+)* minutes/g, '<number> minutes'],
  [/(?<=127\.0\.0\.1:)\d{4,5}/g, '<port>'],
  [/(?<= (?:200|302|401|403|404|500|503) \d+ \d+ )\d+ \d+ \d+(?= )/g, '<sc-bytes> <cs-bytes> <ms>'],
];

/** Output with marks where it differs from run to run: ids, dates, keys, tokens, durations. */
export function masked(text: string): string {
  const guids = text.replace(guid, (id) => (fixedGuid.test(id) ? id : '<guid>'));
  return varying
    .reduce((current, [pattern, mark]) => current.replace(pattern, mark), guids)
    .split('\n')
    .map(withoutPadding)
    .join('\n');
}

/** Columns are as wide as what stood in them. */
function withoutPadding(line: string): string {
  const plain = line.trimEnd();
  const isProperty = /^\w+ +: /.test(plain); // of a list, whose values begin in one column
  return !isProperty && /<(?:date|number|guid|port)>/.test(plain) ? plain.replace(/(?<=\S) {2,}(?=\S)/g, '  ') : plain;
}
