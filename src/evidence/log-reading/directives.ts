import { flawOf, type Layout, layoutOf } from './layout.js';
import type { LogKind } from './log-record.js';

/** What the directive lines at the head of a log have said so far (W3C's working draft; Exchange's logs follow it). */
export interface Directives {
  readonly software?: string;
  readonly logType?: string;
  /** Day of `#Date`: some logs have the time alone in their lines. */
  readonly day?: string;
  readonly layout?: Layout;
}

/** What is known after one more of them, and what is odd about it; columns that can't be are not known. */
export function afterDirective(
  before: Directives,
  line: string,
): { readonly directives: Directives; readonly problem?: string } {
  const after = withDirective(before, line);
  const { layout, ...others } = after;
  if (!layout || layout === before.layout) return { directives: after };
  const flaw = flawOf(layout);
  if (flaw !== undefined) return { directives: others, problem: flaw };
  if (!before.layout || haveSameNames(before.layout, layout)) return { directives: after };
  const problem = `the fields change here: ${layout.names.length} instead of ${before.layout.names.length}, or others`;
  return { directives: after, problem };
}

function withDirective(directives: Directives, line: string): Directives {
  const [, name = '', value = ''] = /^#([\w-]+):\s*(.*?)\s*$/.exec(line) ?? [];
  switch (name.toLowerCase()) {
    case 'software':
      return { ...directives, software: value };
    case 'log-type':
      return { ...directives, logType: value };
    case 'date':
      return /^\d{4}-\d\d-\d\d/.test(value) ? { ...directives, day: value.slice(0, 10) } : directives;
    case 'fields': {
      const names = value.includes(',') ? value.split(',').map((column) => column.trim()) : value.split(/\s+/);
      return { ...directives, layout: layoutOf(kindOf(directives, value), names, directives.day) };
    }
    default:
      return directives;
  }
}

/** HTTP.sys has ports of clients and reasons; what Exchange writes has commas. */
function kindOf({ software = '', logType = '' }: Directives, fields: string): LogKind {
  if (fields.includes(',')) return /HttpProxy/i.test(logType) || /\bUrlStem\b/i.test(fields) ? 'httpProxy' : 'ews';
  return /HTTP API/i.test(software) || /\bs-reason\b/i.test(fields) ? 'httpErr' : 'iis';
}

function haveSameNames(one: Layout, other: Layout): boolean {
  return one.names.length === other.names.length && one.names.every((name, index) => name === other.names[index]);
}
