/**
 * The audit of a large cloud assembly before it is deployed: stacks of two regions with references, parameters, conditions and
 * tags, one resource in a hundred different. Target: 300 stacks of 500 resources in 5 s and 500 MB.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLI, run, scratch } from './process.mjs';

const REGIONS = ['us-east-1', 'eu-central-1'];
const ACCOUNT = '111111111111';
const DIFFERS_EVERY = 100;

const ref = (name) => ({ Ref: name });
const att = (name, attribute) => ({ 'Fn::GetAtt': [name, attribute] });
const sub = (text) => ({ 'Fn::Sub': text });

/** Five kinds that lean on each other, as stacks hold them. */
const MAKERS = [
  (at, spoilt) => ({
    Type: 'AWS::KMS::Key',
    Properties: {
      EnableKeyRotation: !spoilt,
      KeyPolicy: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: sub('arn:${AWS::Partition}:iam::${AWS::AccountId}:root') },
            Action: 'kms:*',
            Resource: '*',
          },
        ],
      },
      Tags: [{ Key: 'Name', Value: sub(`\${AWS::StackName}-key-${at}`) }],
    },
  }),
  (at, spoilt) => ({
    Type: 'AWS::SQS::Queue',
    Properties: {
      QueueName: sub(`\${AWS::StackName}-\${AWS::Region}-${at}`),
      VisibilityTimeout: spoilt ? 30 : 60,
      KmsMasterKeyId: ref(`R${at - 1}`),
      MessageRetentionPeriod: { 'Fn::If': ['Prod', 1209600, 345600] },
    },
  }),
  (at, spoilt) => ({
    Type: 'AWS::SNS::Topic',
    Properties: {
      DisplayName: { 'Fn::Join': ['-', [ref('Env'), spoilt ? 'other' : 'topic', `${at}`]] },
      KmsMasterKeyId: ref(`R${at - 2}`),
    },
  }),
  (at, spoilt) => ({
    Type: 'AWS::IAM::Role',
    Properties: {
      Description: spoilt ? 'another' : 'reads the queue',
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      },
      Policies: [
        {
          PolicyName: 'read',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage'],
                Resource: att(`R${at - 2}`, 'Arn'),
              },
            ],
          },
        },
      ],
    },
  }),
  (at, spoilt) => ({
    Type: 'AWS::Lambda::Function',
    Properties: {
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      MemorySize: spoilt ? 256 : 512,
      Timeout: 30,
      Role: att(`R${at - 1}`, 'Arn'),
      Code: { S3Bucket: sub('assets-${AWS::AccountId}-${AWS::Region}'), S3Key: `${at}.zip` },
      Environment: { Variables: { QUEUE: ref(`R${at - 3}`), TOPIC: ref(`R${at - 2}`), STAGE: ref('Env') } },
    },
  }),
];

function templateOf(stack, resources, spoil) {
  const made = Array.from({ length: resources }, (_, at) => {
    const spoilt = spoil && (stack * resources + at) % DIFFERS_EVERY === 0;
    return [`R${at}`, MAKERS[at % MAKERS.length](at, spoilt)];
  });
  return {
    Parameters: { Env: { Type: 'String', Default: 'prod' } },
    Conditions: { Prod: { 'Fn::Equals': [ref('Env'), 'prod'] } },
    Resources: Object.fromEntries(made),
  };
}

/** Writes an assembly, half of its stacks for each region. */
export function writeAssembly(folder, stacks, resources) {
  mkdirSync(folder, { recursive: true });
  const artifacts = {};
  for (let stack = 0; stack < stacks / REGIONS.length; stack += 1) {
    for (const [index, region] of REGIONS.entries()) {
      const templateFile = `app-${stack}-${region}.template.json`;
      writeFileSync(join(folder, templateFile), JSON.stringify(templateOf(stack, resources, index === 1), null, 1));
      artifacts[`app-${stack}-${region}`] = {
        type: 'aws:cloudformation:stack',
        environment: `aws://${ACCOUNT}/${region}`,
        properties: { templateFile, stackName: `app-${stack}` },
      };
    }
  }
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ version: '55.0.0', artifacts }));
}

/** The audit of an assembly: milliseconds, CPU, MB. */
export async function before(quick) {
  const [stacks, resources] = quick ? [30, 500] : [300, 500];
  const folder = join(scratch, 'cdk.out');
  try {
    writeAssembly(folder, stacks, resources);
    const report = `json=${join(scratch, 'before.json')}`;
    const { wall, cpu, peak, code, stderr } = await run([
      CLI,
      'audit',
      '--from',
      folder,
      '--no-baseline',
      '--report',
      report,
    ]);
    if (code !== 1) throw new Error(`the audit of the assembly ended with ${code}: ${stderr}`);
    return { stacks, resources, wall, cpu, peak };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
