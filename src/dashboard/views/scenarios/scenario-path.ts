/** The address of a scenario, or of what belongs to it, in the control API. */
export function scenarioPath(id: string, ...more: readonly string[]): string {
  return ['/api/scenarios', encodeURIComponent(id), ...more].join('/');
}

/** What does the same in a terminal. */
export function scenarioCommand(verb: string, id: string): string {
  return `npx exchange-oauth-lab scenarios ${verb} ${id}`;
}
