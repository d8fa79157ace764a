/** What the owner of a mailbox may do with what is in it, and what somebody may who can read it (MS-OXWSCDATA). */
export const ownRights = {
  ...{ CreateAssociated: true, CreateContents: true, CreateHierarchy: true, Delete: true, Modify: true, Read: true },
  ViewPrivateItems: true,
};

export const readerRights = {
  ...{
    CreateAssociated: false,
    CreateContents: false,
    CreateHierarchy: false,
    Delete: false,
    Modify: false,
    Read: true,
  },
  ViewPrivateItems: false,
};
