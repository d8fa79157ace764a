import { getPersonaRequest, getPersonaResponse } from '../../ews-schema/operations/get-persona.js';
import type { ValueOf } from '../../xsd/model.js';
import { errors } from '../errors.js';
import { attempt } from '../messages.js';
import { type EwsCall, operation } from '../operation.js';
import { contactPersonas, directoryPersonas, hasAddress, type Persona } from '../people/personas.js';

type Request = ValueOf<typeof getPersonaRequest.type>;

/** GetPersona (MS-OXWSPERS): by the id that FindPeople gave, or by an address; with all that is known. */
export const getPersona = operation({
  request: getPersonaRequest,
  response: getPersonaResponse,
  answer(request, call) {
    return attempt(() => ({ Persona: required(request, call) }), {});
  },
});

/** Which code a real server has for nobody is not published; that of an item is the lab's choice. */
function required({ PersonaId, EmailAddress }: Request, call: EwsCall): Persona {
  if (PersonaId?.Id === '') throw errors.idEmpty();
  const address = EmailAddress?.EmailAddress;
  const all = [...contactPersonas(call), ...directoryPersonas(call)];
  const found = all.find(({ persona }) =>
    PersonaId ? persona.PersonaId.Id === PersonaId.Id : address !== undefined && hasAddress(persona, address),
  );
  if (!found) throw errors.itemNotFound();
  return found.persona;
}
