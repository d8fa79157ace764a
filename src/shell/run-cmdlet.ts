import type { Culture } from '../connectivity/culture.js';
import { type Cmdlet, CmdletError, type CmdletResult, type LabContext } from './cmdlet.js';
import { formatList, formatTable, formatValue } from './format.js';
import { Interaction } from './interaction.js';
import { longDate } from './language/dotnet-time.js';
import { asSeenIn, bindParameters, type GivenParameters } from './parameter-binder.js';
import type { Answers } from './prompt.js';

/** A cmdlet's result with its text as it is read, and as Format-List and Format-Table lay it out. */
export interface CmdletOutcome extends CmdletResult {
  /** What it writes to the host, or its values, or its objects as Format-List lays them out. */
  readonly text: string;
  readonly list: string;
  readonly table: string;
}

/** Binds the parameters and runs the cmdlet; throws CmdletError. */
export async function runCmdlet(
  cmdlet: Cmdlet,
  given: GivenParameters,
  context: LabContext,
  answers: Answers,
): Promise<CmdletOutcome> {
  if (!cmdlet.sessions.includes(context.session)) {
    const where =
      cmdlet.sessions[0] === 'Cloud' ? 'in the cloud session (-Session Cloud)' : 'on-premises (-Session OnPremises)';
    throw new CmdletError('InvalidOperation', `${cmdlet.name} exists ${where} only.`);
  }
  const bound = bindParameters(asSeenIn(cmdlet, context.session), given);
  const interaction = new Interaction(cmdlet, bound, answers, context.session);
  const result = await cmdlet.run(bound, {
    ...context,
    ask: (prompt) => interaction.ask(prompt),
    shouldProcess: (operation) => interaction.shouldProcess(operation),
  });
  const host = [...interaction.host, ...(result.host ?? [])];
  const table = formatTable(result.output, cmdlet.tableView, context.culture);
  const list = formatList(result.output, context.culture, cmdlet.listView);
  return {
    ...result,
    ...(host.length > 0 ? { host } : {}),
    text: host.length > 0 ? host.map(({ text }) => text).join('\n') : (valuesText(result, context.culture) ?? list),
    list,
    table,
  };
}

/** Plain values, each on its line. */
function valuesText({ values }: CmdletResult, culture: Culture): string | undefined {
  return values
    ?.map((value) => (value instanceof Date ? longDate(value, culture) : formatValue(value, culture)))
    .join('\n');
}
