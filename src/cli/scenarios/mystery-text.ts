import type { MysteryView } from '../../scenarios/mystery/view.js';
import { wrap } from '../help.js';

/** The tickets, and how to go on; nothing of what is behind them. */
export function ticketsText({ seed, difficulty, student, tickets, hints, wrongAnswers }: MysteryView): string {
  const level = difficulty === 'any' ? '' : `, ${difficulty}`;
  const whose = student === '' ? '' : ` for ${student}`;
  return [
    `Mystery${whose} (seed ${seed}${level}); hints: ${hints}, wrong answers: ${wrongAnswers}.`,
    ...tickets.flatMap(({ ticket, named, mended }, index) => [
      '',
      `Ticket ${index + 1}${stateOf(named, mended)}:`,
      wrap(ticket, '  '),
    ]),
    '',
    'Find out why with the cmdlets and the logs, and mend it. To go on:',
    '  scenarios hint              a hint; it is counted',
    '  scenarios causes [WORD]     the causes that may be named',
    '  scenarios answer CAUSE …    name the cause of each ticket',
    '  scenarios verify            has it gone?',
    '  scenarios reset             give up',
  ].join('\n');
}

/** How far it is, or how it ended. */
export function progressText(view: MysteryView): string {
  const { tickets, endedAt } = view;
  if (endedAt !== null) return endText(view);
  const open = tickets.map(({ named, mended }, index) => ({ number: index + 1, named, mended }));
  return open
    .map(
      ({ number, named, mended }) =>
        `Ticket ${number}: cause ${named ? 'named' : 'not named yet'}; ${mended ? 'mended' : 'not mended, or not verified yet'}.`,
    )
    .join('\n');
}

/** What it was, and how it went. */
export function endText({
  outcome,
  tickets,
  minutes,
  hints,
  wrongAnswers,
  changes,
  wrongChanges,
}: MysteryView): string {
  const faults = tickets.map(({ title, scenario, cause }) => `  ${title} (scenario ${scenario}, cause ${cause})`);
  return [
    outcome === 'solved' ? 'Solved. It was:' : 'Given up. It was:',
    ...faults,
    `Minutes: ${minutes}; hints: ${hints}; wrong answers: ${wrongAnswers}; changes: ${changes}, of them wrong: ${wrongChanges}.`,
  ].join('\n');
}

function stateOf(named: boolean, mended: boolean): string {
  const words = [...(named ? ['named'] : []), ...(mended ? ['mended'] : [])];
  return words.length === 0 ? '' : ` (${words.join(', ')})`;
}
