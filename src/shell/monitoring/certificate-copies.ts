import { type CmdletContext, CmdletError, type CmdletResult, type HostLine } from '../cmdlet.js';
import { serverOf } from '../server-certificates.js';
import type { RenewalPlan } from './renewal-plan.js';

type ImportPlan = Extract<RenewalPlan, { kind: 'import' }>;

/** Export from the local server, else from the first that has it; import on those that miss it (facts/oauth-outbound-admin §4.3). */
export async function importToServers(plan: ImportPlan, context: CmdletContext): Promise<readonly HostLine[]> {
  const { thumbprint, missingOn } = plan;
  const password = Buffer.from(context.random.bytes(16)).toString('hex');
  const imported: string[] = [];
  const reasons: string[] = [];
  try {
    const { output } = await exportFrom(exportingServer(plan, context), thumbprint, password, context);
    for (const server of missingOn) {
      const parameters = { Server: server, FileData: output[0]?.FileData, Password: password };
      const reason = await failure(
        context.invoke('Import-ExchangeCertificate', { ...parameters, PrivateKeyExportable: true }),
      );
      if (reason === undefined) imported.push(server);
      else reasons.push(reason);
    }
  } catch (error) {
    if (!(error instanceof CmdletError)) throw error;
    reasons.push(error.message);
  }
  return importLines(plan, imported, reasons);
}

/** `FileData` of one certificate, with its key. */
export function exportFrom(
  server: string,
  thumbprint: string,
  password: string,
  context: CmdletContext,
): Promise<CmdletResult> {
  return context.invoke('Export-ExchangeCertificate', {
    Server: server,
    Thumbprint: thumbprint,
    BinaryEncoded: true,
    Password: password,
  });
}

function exportingServer({ foundOn }: ImportPlan, context: CmdletContext): string {
  const local = serverOf(context).fqdn;
  return foundOn.includes(local) ? local : (foundOn[0] ?? local);
}

/** Why it failed; undefined when it did not. */
async function failure(call: Promise<unknown>): Promise<string | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    if (error instanceof CmdletError) return error.message;
    throw error;
  }
}

/**
 * Words of facts/oauth-outbound-admin §4.4. Its last line is the script's mistake: where the import of the next certificate
 * fails, it prints a variable that is not defined, an empty line.
 */
export function importLines(
  { which, thumbprint, missingOn }: Pick<ImportPlan, 'which' | 'thumbprint' | 'missingOn'>,
  imported: readonly string[],
  reasons: readonly string[],
): readonly HostLine[] {
  const failed = missingOn.filter((server) => !imported.includes(server));
  const what =
    which === 'current'
      ? `The current Auth Certificate: ${thumbprint} is valid but missing on the following server(s):`
      : `[lab] The next Auth Certificate: ${thumbprint} is valid but missing on the following server(s):`;
  const failedLine = which === 'current' ? `Import failed: ${failed.join(', ')}` : '';
  const lines: readonly (HostLine | false)[] = [
    { text: `${what} ${missingOn.join(', ')}`, color: 'Yellow' },
    imported.length > 0 && { text: `Import successful: ${imported.join(', ')}`, color: 'Green' },
    failed.length > 0 && { text: failedLine, color: 'Red' },
    ...reasons.map((reason): HostLine => ({ text: `[lab] ${reason.replace(/^\[lab\] /, '')}`, color: 'Red' })),
    failed.length > 0 && { text: "It's sufficient to import it to at least one Exchange server per AD site." },
  ];
  return lines.filter((line) => line !== false);
}
