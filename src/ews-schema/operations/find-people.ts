import { xs } from '../../xsd/simple-types.js';
import { element, optional, some } from '../../xsd/types.js';
import { targetFolderId } from '../folder-ids.js';
import { m, t } from '../namespaces.js';
import { guid } from '../paths.js';
import { people, personaShape } from '../personas.js';
import { responseMessage } from '../responses.js';
import { restriction } from '../restrictions.js';
import { indexedPageView, sortOrder } from '../views.js';

/** FindPeople (MS-OXWSPERS): in a folder, or in the address lists. */

const contextProperty = t.complex('ContextPropertyType', { content: [{ Key: xs.string, Value: xs.string }] });

export const findPeopleRequest = element(
  'm',
  'FindPeople',
  m.complex('FindPeopleType', {
    content: [
      {
        PersonaShape: optional(personaShape),
        IndexedPageItemView: indexedPageView,
        Restriction: optional(restriction),
        AggregationRestriction: optional(restriction),
        SortOrder: optional(sortOrder),
        ParentFolderId: optional(targetFolderId),
        QueryString: optional(xs.string),
        SearchPeopleSuggestionIndex: optional(xs.boolean),
        TopicQueryString: optional(xs.string),
        Context: optional(
          t.complex('ArrayOfContextProperty', { content: [{ ContextProperty: some(contextProperty) }] }),
        ),
        QuerySources: optional(t.complex('ArrayOfPeopleQuerySource', { content: [{ Source: some(xs.string) }] })),
      },
    ],
  }),
);

export const findPeopleResponse = element(
  'm',
  'FindPeopleResponse',
  m.extended('FindPeopleResponseMessageType', responseMessage, {
    content: [
      {
        People: optional(people),
        TotalNumberOfPeopleInView: optional(xs.int),
        FirstMatchingRowIndex: optional(xs.int),
        FirstLoadedRowIndex: optional(xs.int),
        TransactionId: optional(guid),
      },
    ],
  }),
);
