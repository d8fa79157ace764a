import type { ScenarioSummary } from '../../../scenarios/results.js';

/** What of the catalogue is shown; empty texts choose nothing. */
export interface CatalogueFilter {
  readonly text: string;
  readonly direction: string;
  readonly difficulty: string;
  readonly onlyActive: boolean;
}

export const directions: readonly ScenarioSummary['direction'][] = ['cloud -> on-premises', 'on-premises -> cloud'];
export const difficulties: readonly ScenarioSummary['difficulty'][] = ['easy', 'medium', 'hard'];

/** A direction in words. */
export function directionTitle(direction: ScenarioSummary['direction']): string {
  return direction === 'cloud -> on-premises' ? 'Exchange Online asks on-premises' : 'On-premises asks Exchange Online';
}

/** Reads it from the query of the address. */
export function readFilter(query: URLSearchParams): CatalogueFilter {
  return {
    text: query.get('text') ?? '',
    direction: query.get('direction') ?? '',
    difficulty: query.get('difficulty') ?? '',
    onlyActive: query.get('active') === 'yes',
  };
}

/** The same for the address; what chooses nothing is empty. */
export function filterQuery({ text, direction, difficulty, onlyActive }: CatalogueFilter) {
  return { text, direction, difficulty, active: onlyActive ? 'yes' : '' };
}

/** The scenarios that all of it fits: every word of the text stands in title or id. */
export function filterScenarios(
  all: readonly ScenarioSummary[],
  { text, direction, difficulty, onlyActive }: CatalogueFilter,
): readonly ScenarioSummary[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return all.filter(
    (scenario) =>
      words.every((word) => `${scenario.title} ${scenario.id}`.toLowerCase().includes(word)) &&
      (direction === '' || scenario.direction === direction) &&
      (difficulty === '' || scenario.difficulty === difficulty) &&
      (!onlyActive || scenario.active),
  );
}

export interface ScenarioGroup {
  readonly direction: ScenarioSummary['direction'];
  readonly scenarios: readonly ScenarioSummary[];
}

/** By direction, the easy ones first; in the catalogue's order otherwise. Directions without any are left out. */
export function groupScenarios(scenarios: readonly ScenarioSummary[]): readonly ScenarioGroup[] {
  const rank = ({ difficulty }: ScenarioSummary) => difficulties.indexOf(difficulty);
  return directions
    .map((direction) => ({
      direction,
      scenarios: scenarios.filter((one) => one.direction === direction).toSorted((a, b) => rank(a) - rank(b)),
    }))
    .filter((group) => group.scenarios.length > 0);
}
