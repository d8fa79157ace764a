import type { TypedStep } from '../../../scenarios/sheet.js';

/** Lines for one shell, as they are copied. */
export interface TypedLines {
  /** Where they are typed, in words. */
  readonly where: string;
  readonly text: string;
  /** Why, and what is answered to the questions. */
  readonly remarks: readonly string[];
}

const shells: Readonly<Record<TypedStep['at'], string>> = {
  'on-premises': 'Exchange Management Shell',
  cloud: 'Exchange Online PowerShell',
  network: 'The network: cmdlets of the lab’s own',
};

/** Steps as they are shown: each a block of lines for one shell. */
export function typedLines(steps: readonly TypedStep[]): readonly TypedLines[] {
  return steps.map(({ at, type, server, tenant, answers = [], say }) => ({
    where: [shells[at], ...(server ? [`on ${server}`] : []), ...(tenant ? [`tenant ${tenant}`] : [])].join(', '),
    text: type.join('\n'),
    remarks: [
      ...(say ? [say] : []),
      ...(answers.length > 0 ? [`Answers to its questions: ${answers.join(', ')}.`] : []),
    ],
  }));
}
