import { formatDiagnostics } from '../../protocol/diagnostics.js';
import type { Cause } from '../knowledge/cause.js';
import { failureOf } from './failure-cause.js';
import type { OAuthRequest } from './oauth-request.js';
import type { FailureGroup } from './report.js';

const mostGroups = 1000;
const mostExamples = 3;

/** A group as it grows. */
interface Group {
  readonly head: Pick<FailureGroup, 'client' | 'cause' | 'certain' | 'causes' | 'symptom' | 'status'>;
  count: number;
  first: number;
  last: number;
  readonly examples: string[];
  readonly hosts: Set<string>;
  readonly userAgents: Set<string>;
  diagnostics: string | null;
  quoted: Readonly<Record<string, string>>;
}

/** Failures by client and cause; as many as a reader can take in, the rest is counted. */
export class FailureGroups {
  readonly #groups = new Map<string, Group>();
  readonly causes = new Map<string, Cause>();
  lumped = 0;

  add(request: OAuthRequest, told: boolean): void {
    const { record } = request;
    const { symptom, causes, quoted } = failureOf(request, told);
    const client = record.forwardedFor ?? record.client ?? 'unknown';
    const ids = causes.map(({ id }) => id);
    const key = [client, record.status, ...ids].join(' ');
    const group = this.#groups.get(key) ?? {
      head: {
        ...{ client, cause: causeIn(request, ids), certain: ids.length === 1, causes: ids, symptom },
        status: record.status ?? null,
      },
      ...{ count: 0, first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY, examples: [] },
      ...{ hosts: new Set<string>(), userAgents: new Set<string>(), diagnostics: null, quoted },
    };
    if (!this.#groups.has(key) && this.#groups.size >= mostGroups) {
      this.lumped += 1;
      return;
    }
    for (const cause of causes) this.causes.set(cause.id, cause);
    this.#groups.set(key, group);
    count(group, request);
  }

  list(): readonly FailureGroup[] {
    return [...this.#groups.values()]
      .map(({ head, count, first, last, examples, hosts, userAgents, diagnostics, quoted }) => ({
        ...head,
        ...{ count, first: iso(first), last: iso(last), examples },
        ...{ hosts: [...hosts], userAgents: [...userAgents], diagnostics, quoted },
      }))
      .toSorted((one, other) => other.count - one.count || one.first.localeCompare(other.first));
  }
}

/** So many possible causes are no finding, unless the server has said what it refuses. */
const tooMany = 3;
export const undetermined = 'undetermined';

function causeIn({ diagnostics }: OAuthRequest, [first, ...others]: readonly string[]): string {
  if (first === undefined) return 'unknown';
  return others.length + 1 >= tooMany && !diagnostics ? undetermined : first;
}

function count(group: Group, { record, diagnostics }: OAuthRequest): void {
  const { time = 0, host, userAgent, file, line } = record;
  group.count += 1;
  group.first = Math.min(group.first, time);
  group.last = Math.max(group.last, time);
  if (group.examples.length < mostExamples) group.examples.push(`${file}:${line}`);
  if (host && group.hosts.size < mostExamples) group.hosts.add(host);
  if (userAgent !== undefined && group.userAgents.size < mostExamples) group.userAgents.add(userAgent);
  group.diagnostics ??= diagnostics ? formatDiagnostics(diagnostics) : null;
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
