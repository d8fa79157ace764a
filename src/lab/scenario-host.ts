import type { TestResult } from '../scenarios/runner.js';
import type { ScenarioTools } from '../scenarios/scenario.js';
import { CmdletError } from '../shell/cmdlet.js';
import { yesToEverything } from '../shell/interaction.js';
import type { CmdletOutcome } from '../shell/run-cmdlet.js';
import type { CmdletHost } from './cmdlet-host.js';
import type { LabStorage } from './storage.js';

/** What scenarios may do: cmdlets, and the network between the cloud and on-premises. */
export function scenarioTools({ state }: LabStorage, cmdlets: CmdletHost): ScenarioTools {
  return {
    world: state.state.world,
    cmdlet: async (name, parameters = {}, where = {}) => {
      const outcome = await cmdlets.run(
        name,
        parameters,
        {
          session: where.session,
          delegatedOrganization: where.tenant,
        },
        yesToEverything,
      );
      return outcome.output;
    },
    network: (change) => state.change((current) => ({ ...current, network: change(current.network) })),
  };
}

/** A terminating error is a result too, for a scenario. */
export async function testResult(test: () => Promise<CmdletOutcome>): Promise<TestResult> {
  try {
    const { output, text } = await test();
    return { output, text };
  } catch (error) {
    if (error instanceof CmdletError) return { error: { category: error.category, message: error.message } };
    throw error;
  }
}
