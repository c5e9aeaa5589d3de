/** The command line of `iam-policy`. */
import type { CommandLine } from './command-line.ts';
import type { IamPolicyFlags } from './iam-policy.ts';
import * as flags from './options.ts';
import { publishOption } from './publish.ts';

export default {
  name: 'iam-policy',
  rank: 100,
  register(program, io, code) {
    const policy = program
      .command('iam-policy')
      .description('Print the IAM policy that check and collect need')
      .option('--explain', 'say for each action what is lost without it')
      .action(async (options: IamPolicyFlags) => {
        code.value = await (await import('./iam-policy.ts')).iamPolicyCommand(options, io);
      });
    policy.option('--type <type>', 'only for these resource types, AWS::RDS::* (repeatable)', flags.types('--type'));
    policy.option('--exclude-type <type>', 'not for these (repeatable)', flags.types('--exclude-type'));
    policy.option(
      '--for <file>',
      'and for the types without a collector that this snapshot has (repeatable)',
      flags.files,
    );
    policy.option('--profile <name>', 'with --for: the profile to ask CloudFormation with which reads a type needs');
    policy.option('--who', 'only what explain --who needs');
    policy.option('--readiness', 'and for check --readiness: quotas and what is offered');
    publishOption(policy);
  },
} satisfies CommandLine;
