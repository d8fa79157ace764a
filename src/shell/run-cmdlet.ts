import { type Cmdlet, type CmdletContext, CmdletError, type CmdletResult } from './cmdlet.js';
import { formatList, formatTable } from './format.js';
import { bindParameters, type GivenParameters } from './parameter-binder.js';

/** A cmdlet's result with its text as Format-List lays it out, and as Format-Table does. */
export interface CmdletOutcome extends CmdletResult {
  readonly text: string;
  readonly table: string;
}

/** Binds the parameters and runs the cmdlet; throws CmdletError. */
export async function runCmdlet(
  cmdlet: Cmdlet,
  given: GivenParameters,
  context: CmdletContext,
): Promise<CmdletOutcome> {
  if (!cmdlet.sessions.includes(context.session)) {
    const where =
      cmdlet.sessions[0] === 'Cloud' ? 'in the cloud session (-Session Cloud)' : 'on-premises (-Session OnPremises)';
    throw new CmdletError('InvalidOperation', `${cmdlet.name} exists ${where} only.`);
  }
  const result = await cmdlet.run(bindParameters(cmdlet, given), context);
  return {
    ...result,
    text: formatList(result.output, context.culture),
    table: formatTable(result.output, cmdlet.tableView, context.culture),
  };
}
