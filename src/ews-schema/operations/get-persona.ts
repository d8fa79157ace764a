import { xs } from '../../xsd/simple-types.js';
import { element, optional } from '../../xsd/types.js';
import { emailAddress } from '../email-address.js';
import { targetFolderId } from '../folder-ids.js';
import { itemId } from '../item-ids.js';
import { m } from '../namespaces.js';
import { paths } from '../paths.js';
import { persona } from '../personas.js';
import { responseMessage } from '../responses.js';

/** GetPersona (MS-OXWSPERS). */
export const getPersonaRequest = element(
  'm',
  'GetPersona',
  m.complex('GetPersonaType', {
    content: [
      {
        PersonaId: optional(itemId),
        EmailAddress: optional(emailAddress),
        ParentFolderId: optional(targetFolderId),
        ItemLinkId: optional(xs.string),
        AdditionalProperties: optional(paths),
      },
    ],
  }),
);

/** The answer has the name of a message. */
export const getPersonaResponse = element(
  'm',
  'GetPersonaResponseMessage',
  m.extended('GetPersonaResponseMessageType', responseMessage, { content: [{ Persona: optional(persona) }] }),
);
