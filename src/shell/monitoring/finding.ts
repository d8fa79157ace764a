import type { CmdletResult, HostLine, PowerShellObject } from '../cmdlet.js';

/** One line of HealthChecker.ps1 or FreeBusyChecker.ps1. */
export interface Finding {
  /** The server that it is about; empty: the organisation. */
  readonly server: string;
  readonly section: string;
  /** Empty: a sentence that stands alone. */
  readonly name: string;
  readonly value: string | number | boolean | readonly string[];
  readonly color?: NonNullable<HostLine['color']>;
  readonly moreInformation?: string;
}

/** Its objects are our own: the scripts write to the host, and what HealthChecker keeps besides is a file of XML. */
export function findingsResult(findings: readonly Finding[], tail: string): CmdletResult {
  return { output: findings.map(objectOf), host: [...hostLines(findings), { text: tail, color: 'Gray' }] };
}

function objectOf({ server, section, name, value, color, moreInformation }: Finding): PowerShellObject {
  return {
    Server: server,
    Section: section,
    Name: name,
    Value: value,
    Color: color ?? 'Gray',
    MoreInformation: moreInformation ?? null,
  };
}

/** Findings under the headings of their servers and sections. */
function hostLines(findings: readonly Finding[]): readonly HostLine[] {
  return findings.flatMap((finding, index) => {
    const before = findings[index - 1];
    const sameServer = before?.server === finding.server;
    const sameSection = sameServer && before.section === finding.section;
    const heading = [finding.server, finding.section].filter((part) => part !== '').join(' - ');
    return [...(sameSection ? [] : [{ text: heading }]), lineOf(finding)];
  });
}

function lineOf({ name, value, color, moreInformation }: Finding): HostLine {
  const printed = Array.isArray(value) ? value.join(', ') : printedValue(value as string | number | boolean);
  const text = name === '' ? printed : `${name}: ${printed}`;
  return {
    text: `  ${text}${moreInformation === undefined ? '' : `  More Information: ${moreInformation}`}`,
    color: color ?? 'Gray',
  };
}

function printedValue(value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return String(value);
}
