import { differences, type LookResult } from './evidence.js';
import type { ScenarioRun } from './results.js';
import type { Scenario, ScenarioLook } from './scenario.js';
import type { ScenarioSwitch } from './scenario-switch.js';
import type { ScenarioTools } from './scenario-tools.js';

/** Break, check, mend, check, in a healthy lab; then the lab is as it was before. */
export async function runScenario(scenario: Scenario, lab: ScenarioSwitch, tools: ScenarioTools): Promise<ScenarioRun> {
  const { state: before, names } = lab;
  try {
    await lab.restore(); // what else is broken must not spoil the run
    const eventsSince = tools.watchEvents();
    await lab.on(scenario);
    const { result: broken, traces } = await tools.check(scenario.check(names));
    const expected = scenario.expected(names);
    const looks = await look(expected.looks ?? [], tools);
    const evidence = { ...traces, events: eventsSince(), looks };
    await lab.mend(scenario);
    const { verified: mended, passed } = await lab.verify(scenario);
    const found = [
      ...differences(expected, broken, evidence),
      ...(passed ? [] : ['After the mend the check does not say what it should.']),
    ];
    return { id: scenario.id, broken, mended, passed: found.length === 0, differences: found, evidence };
  } finally {
    await lab.restore(before);
  }
}

async function look(looks: readonly ScenarioLook[], tools: ScenarioTools): Promise<readonly LookResult[]> {
  const results: LookResult[] = [];
  for (const one of looks) results.push({ look: one, text: await tools.type(one) });
  return results;
}
