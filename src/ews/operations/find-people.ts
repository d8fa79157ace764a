import { findPeopleRequest, findPeopleResponse } from '../../ews-schema/operations/find-people.js';
import type { ValueOf } from '../../xsd/model.js';
import { requireFolder } from '../folder-access.js';
import { attempt } from '../messages.js';
import { type EwsCall, operation } from '../operation.js';
import { FindCount, pageOf } from '../paging.js';
import {
  contactPersonas,
  directoryPersonas,
  type FoundPersona,
  type Persona,
  personaProperty,
  showPersona,
} from '../people/personas.js';
import type { PropertySource } from '../property-source.js';
import { comparable, compare, fits } from '../restriction.js';

type Request = ValueOf<typeof findPeopleRequest.type>;

/** FindPeople (MS-OXWSPERS): in the address book, among one's own contacts, or both. */
export const findPeople = operation({
  request: findPeopleRequest,
  response: findPeopleResponse,
  answer(request, call) {
    return attempt(() => found(request, call), {});
  },
});

function found(request: Request, call: EwsCall) {
  const { PersonaShape = { BaseShape: 'Default' }, Restriction, QueryString } = request;
  const rows = placesOf(request, call)
    .filter(({ isMeant }) => QueryString === undefined || isMeant(QueryString))
    .map(({ persona }) => persona)
    .filter((persona) => !Restriction || fits(Restriction, sourceOf(persona)));
  const { page } = pageOf(sorted(rows, request.SortOrder), request, new FindCount());
  const { Offset, BasePoint } = request.IndexedPageItemView;
  return {
    People: { Persona: page.map((persona) => showPersona(persona, PersonaShape)) },
    TotalNumberOfPeopleInView: rows.length,
    FirstMatchingRowIndex: 0,
    FirstLoadedRowIndex:
      BasePoint === 'End' ? Math.max(0, rows.length - Offset - page.length) : Math.min(Offset, rows.length),
  };
}

/** The folder that the request names decides; without one, a search goes through both. */
function placesOf({ ParentFolderId, QueryString }: Request, call: EwsCall): readonly FoundPersona[] {
  if (!ParentFolderId) return QueryString === undefined ? contactPersonas(call) : both(call);
  const { AddressListId, DistinguishedFolderId } = ParentFolderId;
  if (AddressListId || DistinguishedFolderId?.Id === 'directory') return directoryPersonas(call);
  const { folder, isOwn } = requireFolder(ParentFolderId, call);
  return isOwn && folder.distinguishedName === 'contacts' ? contactPersonas(call) : [];
}

function both(call: EwsCall): readonly FoundPersona[] {
  return [...contactPersonas(call), ...directoryPersonas(call)];
}

function sourceOf(persona: Persona): PropertySource {
  return (path) => ('FieldURI' in path ? personaProperty(persona, path.FieldURI.FieldURI) : undefined);
}

/** By their names, where the request has no other order. */
function sorted(rows: readonly Persona[], order: Request['SortOrder']): readonly Persona[] {
  const fields = (order?.FieldOrder ?? []).map((field) => ({
    uri: field.FieldURI?.FieldURI ?? '',
    sign: field.Order === 'Descending' ? -1 : 1,
  }));
  const keys = fields.length > 0 ? fields : [{ uri: 'persona:DisplayName', sign: 1 }];
  return rows.toSorted((one, other) => {
    for (const { uri, sign } of keys) {
      const result = compare(comparable(personaProperty(one, uri)), comparable(personaProperty(other, uri))) ?? 0;
      if (result !== 0) return result * sign;
    }
    return 0;
  });
}
