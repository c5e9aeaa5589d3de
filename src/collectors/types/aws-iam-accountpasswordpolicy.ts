/** The collector of `AWS::IAM::AccountPasswordPolicy`, a setting of the account. */
import { plain, unlessNotSet } from '../aws/answer.ts';
import { defineCollector } from '../collector.ts';
import { mapped } from '../mapping.ts';

export default defineCollector({
  type: 'AWS::IAM::AccountPasswordPolicy',
  summary: 'What IAM asks of the passwords of its users; not there where nobody set it.',
  scope: 'global',
  listing: 'asked',
  setting: true,
  actions: ['iam:GetAccountPasswordPolicy'],
  async *list(ctx) {
    const { IAMClient, GetAccountPasswordPolicyCommand } = await import('@aws-sdk/client-iam');
    const call = ctx.client(IAMClient).send(new GetAccountPasswordPolicyCommand({}));
    const answer = await unlessNotSet(call, 'NoSuchEntityException', 'NoSuchEntity');
    if (answer === undefined) return;
    if (answer.PasswordPolicy === undefined) throw new Error('the answer carries no PasswordPolicy');
    const properties = mapped(plain(answer.PasswordPolicy) ?? {}, {
      take: [
        ...['MinimumPasswordLength', 'RequireSymbols', 'RequireNumbers', 'RequireUppercaseCharacters'],
        ...['RequireLowercaseCharacters', 'AllowUsersToChangePassword', 'ExpirePasswords', 'MaxPasswordAge'],
        ...['PasswordReusePrevention', 'HardExpiry'],
      ],
    });
    const arn = `arn:${ctx.partition}:iam::${ctx.account}:account-password-policy`;
    yield { id: 'password-policy', arn, name: 'password-policy', properties };
  },
  tags: 'none',
  uniqueName: true,
  comparators: {
    AllowUsersToChangePassword: 'same',
    ExpirePasswords: 'same',
    HardExpiry: 'same',
    MaxPasswordAge: 'same',
    MinimumPasswordLength: { compare: 'same', severity: 'high', worse: 'smaller' },
    PasswordReusePrevention: 'same',
    RequireLowercaseCharacters: { compare: 'same', worse: 'false' },
    RequireNumbers: { compare: 'same', worse: 'false' },
    RequireSymbols: { compare: 'same', worse: 'false' },
    RequireUppercaseCharacters: { compare: 'same', worse: 'false' },
  },
  cannotSee: ['Whether there are users with passwords at all, and what an identity provider asks of its own.'],
});
