/** What IAM answers in the benchmarks. */
import { roles } from '../inventory.mjs';
import { TAGS, WHEN } from './shared.mjs';

const encoded = (document) => encodeURIComponent(JSON.stringify(document));
const TRUST = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};

const role = ({ id, arn, roleId }) => ({
  ...{ Path: '/', RoleName: id, RoleId: roleId, Arn: arn, CreateDate: WHEN },
  AssumeRolePolicyDocument: encoded(TRUST),
});

export const iam = {
  GetAccountAuthorizationDetails: () => ({
    IsTruncated: false,
    RoleDetailList: {
      member: roles().map((entry) => ({
        ...role(entry),
        RolePolicyList: '',
        AttachedManagedPolicies: {
          member: [{ PolicyName: 'ReadOnlyAccess', PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }],
        },
        InstanceProfileList: '',
        Tags: { member: entry.tagged ? TAGS : [] },
      })),
    },
    UserDetailList: '',
    GroupDetailList: '',
    Policies: '',
  }),
  ListRoles: () => ({
    IsTruncated: false,
    Roles: { member: roles().map((entry) => ({ ...role(entry), Description: 'a role', MaxSessionDuration: 3600 })) },
  }),
};
