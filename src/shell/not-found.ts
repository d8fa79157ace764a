import type { CmdletContext } from './cmdlet.js';
import { CmdletError } from './cmdlet.js';

/** The sentence of a cmdlet that finds no object (seed page, first row of its table; the German one is the page's own). */
const sentences = {
  'en-US': (object: string, controller: string) =>
    `The operation couldn't be performed because object '${object}' couldn't be found on '${controller}'.`,
  'de-DE': (object: string, controller: string) =>
    `Der Vorgang konnte nicht ausgeführt werden, weil das Objekt '${object}' nicht auf '${controller}' gefunden wurde.`,
} as const;

/** What Exchange Online's module puts before the sentence. */
const cloudPrefix = 'Ex6F9304|Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException|';

/** The terminating error for an object that is not there. */
export function objectNotFound(object: string, context: CmdletContext): CmdletError {
  const inCloud = context.session === 'Cloud';
  const controller = inCloud ? context.tenant.domainController : context.state.state.organization.domainController;
  const sentence = sentences[context.culture](object, controller);
  return new CmdletError('ObjectNotFound', inCloud ? `${cloudPrefix}${sentence}` : sentence);
}
