/** Types that a script may name, by the names they go by; the rest of .NET is not there. */
const types: Readonly<Record<string, readonly string[]>> = {
  string: ['string'],
  int: ['int', 'int32', 'long', 'int64', 'uint32', 'byte'],
  double: ['double', 'decimal', 'single', 'float'],
  bool: ['bool', 'boolean', 'switch'],
  datetime: ['datetime'],
  timespan: ['timespan'],
  array: ['array', 'object[]', 'string[]', 'int[]'],
  bytes: ['byte[]'],
  hashtable: ['hashtable'],
  ordered: ['ordered', 'pscustomobject', 'psobject', 'management.automation.pscustomobject'],
  guid: ['guid'],
  uri: ['uri'],
  void: ['void'],
  convert: ['convert'],
  file: ['io.file'],
  math: ['math'],
  regex: ['regex', 'text.regularexpressions.regex'],
};

/** The lab's name of a type, in any case and with or without System; undefined when the lab lacks it. */
export function knownType(name: string): string | undefined {
  const wanted = name.toLowerCase().replace(/^system\./, '');
  return Object.entries(types).find(([, names]) => names.includes(wanted))?.[0];
}
