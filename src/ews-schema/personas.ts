import { xs } from '../xsd/simple-types.js';
import { many, optional } from '../xsd/types.js';
import { emailAddress, emailAddresses } from './email-address.js';
import { itemId } from './item-ids.js';
import { t } from './namespaces.js';
import { paths } from './paths.js';
import { defaultShapeName } from './shapes.js';

/** People, each from all the contacts and directory entries that are about one person (MS-OXWSPERS). */

export const personaShape = t.complex('PersonaResponseShapeType', {
  content: [{ BaseShape: defaultShapeName, AdditionalProperties: optional(paths) }],
});

const personaPhoneNumber = t.complex('PersonaPhoneNumberType', {
  content: [{ Number: xs.string, Type: xs.string }],
});

const names = {
  DisplayName: optional(xs.string),
  DisplayNameFirstLast: optional(xs.string),
  DisplayNameLastFirst: optional(xs.string),
  FileAs: optional(xs.string),
  FileAsId: optional(xs.string),
  DisplayNamePrefix: optional(xs.string),
  GivenName: optional(xs.string),
  MiddleName: optional(xs.string),
  Surname: optional(xs.string),
  Generation: optional(xs.string),
  Nickname: optional(xs.string),
  YomiCompanyName: optional(xs.string),
  YomiFirstName: optional(xs.string),
  YomiLastName: optional(xs.string),
};

const sortKeys = {
  DisplayNameFirstLastSortKey: optional(xs.string),
  DisplayNameLastFirstSortKey: optional(xs.string),
  CompanyNameSortKey: optional(xs.string),
  HomeCitySortKey: optional(xs.string),
  WorkCitySortKey: optional(xs.string),
  DisplayNameFirstLastHeader: optional(xs.string),
  DisplayNameLastFirstHeader: optional(xs.string),
};

/** With the values that stand for the whole person; those of the single sources are left out. */
export const persona = t.complex('PersonaType', {
  content: [
    {
      PersonaId: itemId,
      PersonaType: optional(xs.string),
      PersonaObjectStatus: optional(xs.string),
      CreationTime: optional(xs.dateTime),
      ...sortKeys,
      ...names,
      Title: optional(xs.string),
      Department: optional(xs.string),
      CompanyName: optional(xs.string),
      Location: optional(xs.string),
      EmailAddress: optional(emailAddress),
      EmailAddresses: optional(emailAddresses),
      PhoneNumber: optional(personaPhoneNumber),
      ImAddress: optional(xs.string),
      HomeCity: optional(xs.string),
      WorkCity: optional(xs.string),
      RelevanceScore: optional(xs.int),
    },
  ],
});

export const people = t.complex('ArrayOfPeopleType', { content: [{ Persona: many(persona) }] });
