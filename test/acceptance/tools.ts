import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** Programs that we did not write, to check what we write. */

const run = promisify(execFile);

/** Where a foreign tool is missing: a reason to skip, except in CI, where it must be there. */
export async function missing(tool: string, probe: readonly string[]): Promise<string | false> {
  try {
    await run(tool, probe);
    return false;
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'ENOENT' || process.env.CI === 'true') return false;
    return `${tool} is not installed`;
  }
}

/** The schema documents that an Exchange server serves. */
export const schemaFolder = fileURLToPath(new URL('../../../shared/schema/full/', import.meta.url));
const schema = join(schemaFolder, 'ews-envelope.xsd');

export const noXmllint = await missing('xmllint', ['--version']);

/** What xmllint has against an XML file; nothing when it is well-formed. */
export async function xmlErrors(file: string): Promise<string> {
  try {
    await run('xmllint', ['--noout', file]);
    return '';
  } catch (error) {
    return (error as { stderr: string }).stderr;
  }
}

/** Where Exchange's schema is not beside the checkout. */
export function noSchema(): string | false {
  return existsSync(schema) ? false : 'the schema is not beside this checkout (../shared/schema)';
}

/** What xmllint has against messages by a schema, Exchange's unless told; nothing when they are valid. */
export async function schemaViolations(files: string | readonly string[], by = schema): Promise<string> {
  try {
    await run('xmllint', ['--noout', '--schema', by, ...[files].flat()]);
    return '';
  } catch (error) {
    return (error as { stderr: string }).stderr.replaceAll(/^.* validates\n/gm, '');
  }
}
