import { enumeration, words, xs } from '../xsd/simple-types.js';
import { optional } from '../xsd/types.js';
import { t } from './namespaces.js';
import { paths } from './paths.js';

/** Which properties an answer shows (MS-OXWSCDATA). */
export const defaultShapeName = enumeration(
  't',
  'DefaultShapeNamesType',
  words('IdOnly Default AllProperties PcxPeopleSearch'),
);

export const folderShape = t.complex('FolderResponseShapeType', {
  content: [{ BaseShape: defaultShapeName, AdditionalProperties: optional(paths) }],
});

const bodyTypeWanted = enumeration('t', 'BodyTypeResponseType', words('Best HTML Text'));

export const itemShape = t.complex('ItemResponseShapeType', {
  content: [
    {
      BaseShape: defaultShapeName,
      IncludeMimeContent: optional(xs.boolean),
      BodyType: optional(bodyTypeWanted),
      UniqueBodyType: optional(bodyTypeWanted),
      NormalizedBodyType: optional(bodyTypeWanted),
      FilterHtmlContent: optional(xs.boolean),
      ConvertHtmlCodePageToUTF8: optional(xs.boolean),
      InlineImageUrlTemplate: optional(xs.string),
      BlockExternalImages: optional(xs.boolean),
      AddBlankTargetToLinks: optional(xs.boolean),
      MaximumBodySize: optional(xs.int),
      AdditionalProperties: optional(paths),
    },
  ],
});

export const attachmentShape = t.complex('AttachmentResponseShapeType', {
  content: [
    {
      IncludeMimeContent: optional(xs.boolean),
      BodyType: optional(bodyTypeWanted),
      FilterHtmlContent: optional(xs.boolean),
      AdditionalProperties: optional(paths),
    },
  ],
});
