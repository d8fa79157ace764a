import type { TypedStep } from '../../scenarios/sheet.js';

/** Steps as they would be typed, each line behind the place where. */
export function stepLines(steps: readonly TypedStep[]): readonly string[] {
  return steps.flatMap(({ at, type, server, tenant, answers, say }) => {
    const where = `  ${server ?? tenant ?? at}`.padEnd(16);
    return [
      ...(say === undefined ? [] : [`  # ${say}`]),
      ...type.map((line) => `${where}${line}`),
      ...(answers ?? []).map((answer) => `${where}  answer: ${answer}`),
    ];
  });
}
