/** One template with every type that the collectors read, and with what the simulator only pretends to make. */
export const WHOLE_TEMPLATE = {
  Parameters: {
    Password: {
      Type: 'String',
      NoEcho: true,
      Default: 'longpassword1',
    },
    BootstrapVersion: {
      Type: 'AWS::SSM::Parameter::Value<String>',
      Default: '/cdk-bootstrap/hnb659fds/version',
    },
    Environment: {
      Type: 'String',
      Default: 'prod',
    },
  },
  Conditions: {
    Never: {
      'Fn::Equals': [
        {
          Ref: 'Environment',
        },
        'x',
      ],
    },
  },
  Resources: {
    Vpc: {
      Type: 'AWS::EC2::VPC',
      Properties: {
        CidrBlock: '10.1.0.0/16',
        EnableDnsHostnames: true,
        Tags: [
          {
            Key: 'Name',
            Value: {
              'Fn::Sub': 'app-${AWS::Region}',
            },
          },
        ],
      },
    },
    SubnetA: {
      Type: 'AWS::EC2::Subnet',
      Properties: {
        VpcId: {
          Ref: 'Vpc',
        },
        CidrBlock: {
          'Fn::Select': [
            0,
            {
              'Fn::Cidr': [
                {
                  'Fn::GetAtt': ['Vpc', 'CidrBlock'],
                },
                4,
                8,
              ],
            },
          ],
        },
        AvailabilityZone: {
          'Fn::Select': [
            0,
            {
              'Fn::GetAZs': '',
            },
          ],
        },
        MapPublicIpOnLaunch: true,
      },
    },
    SubnetB: {
      Type: 'AWS::EC2::Subnet',
      Properties: {
        VpcId: {
          Ref: 'Vpc',
        },
        CidrBlock: '10.1.8.0/24',
        AvailabilityZone: {
          'Fn::Select': [
            '1',
            {
              'Fn::GetAZs': {
                Ref: 'AWS::Region',
              },
            },
          ],
        },
      },
    },
    PrefixList: {
      Type: 'AWS::EC2::PrefixList',
      Properties: {
        PrefixListName: 'corp',
        AddressFamily: 'IPv4',
        MaxEntries: 5,
        Entries: [
          {
            Cidr: '192.168.0.0/16',
            Description: 'office',
          },
        ],
      },
    },
    App: {
      Type: 'AWS::EC2::SecurityGroup',
      Properties: {
        GroupDescription: 'app',
        VpcId: {
          Ref: 'Vpc',
        },
        SecurityGroupIngress: [
          {
            IpProtocol: 'tcp',
            FromPort: 443,
            ToPort: 443,
            CidrIp: '0.0.0.0/0',
            Description: 'https',
          },
          {
            IpProtocol: 'tcp',
            FromPort: '443',
            ToPort: '443',
            CidrIpv6: '::/0',
          },
          {
            IpProtocol: 'tcp',
            FromPort: 22,
            ToPort: 22,
            SourcePrefixListId: {
              Ref: 'PrefixList',
            },
            Description: 'ssh',
          },
        ],
        SecurityGroupEgress: [
          {
            IpProtocol: 'tcp',
            FromPort: 5432,
            ToPort: 5432,
            CidrIp: '10.1.0.0/16',
          },
        ],
      },
    },
    Db: {
      Type: 'AWS::EC2::SecurityGroup',
      Properties: {
        GroupDescription: 'db',
        VpcId: {
          Ref: 'Vpc',
        },
      },
    },
    DbIngress: {
      Type: 'AWS::EC2::SecurityGroupIngress',
      Properties: {
        GroupId: {
          'Fn::GetAtt': ['Db', 'GroupId'],
        },
        IpProtocol: 'tcp',
        FromPort: 5432,
        ToPort: 5432,
        SourceSecurityGroupId: {
          Ref: 'App',
        },
        Description: 'from app',
      },
    },
    AppEgress: {
      Type: 'AWS::EC2::SecurityGroupEgress',
      Properties: {
        GroupId: {
          Ref: 'App',
        },
        IpProtocol: 'tcp',
        FromPort: 5432,
        ToPort: 5432,
        DestinationSecurityGroupId: {
          Ref: 'Db',
        },
      },
    },
    Gateway: {
      Type: 'AWS::EC2::InternetGateway',
    },
    Attachment: {
      Type: 'AWS::EC2::VPCGatewayAttachment',
      Properties: {
        VpcId: {
          Ref: 'Vpc',
        },
        InternetGatewayId: {
          Ref: 'Gateway',
        },
      },
    },
    RouteTable: {
      Type: 'AWS::EC2::RouteTable',
      Properties: {
        VpcId: {
          Ref: 'Vpc',
        },
      },
    },
    Route: {
      Type: 'AWS::EC2::Route',
      DependsOn: 'Attachment',
      Properties: {
        RouteTableId: {
          Ref: 'RouteTable',
        },
        DestinationCidrBlock: '0.0.0.0/0',
        GatewayId: {
          Ref: 'Gateway',
        },
      },
    },
    Association: {
      Type: 'AWS::EC2::SubnetRouteTableAssociation',
      Properties: {
        RouteTableId: {
          Ref: 'RouteTable',
        },
        SubnetId: {
          Ref: 'SubnetA',
        },
      },
    },
    Address: {
      Type: 'AWS::EC2::EIP',
      Properties: {
        Domain: 'vpc',
      },
    },
    Nat: {
      Type: 'AWS::EC2::NatGateway',
      Properties: {
        AllocationId: {
          'Fn::GetAtt': ['Address', 'AllocationId'],
        },
        SubnetId: {
          Ref: 'SubnetA',
        },
      },
    },
    Endpoint: {
      Type: 'AWS::EC2::VPCEndpoint',
      Properties: {
        VpcId: {
          Ref: 'Vpc',
        },
        ServiceName: {
          'Fn::Sub': 'com.amazonaws.${AWS::Region}.s3',
        },
        RouteTableIds: [
          {
            Ref: 'RouteTable',
          },
        ],
      },
    },
    Key: {
      Type: 'AWS::KMS::Key',
      Properties: {
        EnableKeyRotation: true,
        RotationPeriodInDays: 180,
        MultiRegion: false,
        PendingWindowInDays: 7,
        KeyPolicy: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: {
                AWS: {
                  'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root',
                },
              },
              Action: 'kms:*',
              Resource: '*',
            },
          ],
        },
        Tags: [
          {
            Key: 'own',
            Value: 'tag',
          },
        ],
      },
    },
    KeyAlias: {
      Type: 'AWS::KMS::Alias',
      Properties: {
        AliasName: 'alias/app',
        TargetKeyId: {
          Ref: 'Key',
        },
      },
    },
    SubnetGroup: {
      Type: 'AWS::RDS::DBSubnetGroup',
      Properties: {
        DBSubnetGroupDescription: 'g',
        SubnetIds: [
          {
            Ref: 'SubnetA',
          },
          {
            Ref: 'SubnetB',
          },
        ],
      },
    },
    ParameterGroup: {
      Type: 'AWS::RDS::DBParameterGroup',
      Properties: {
        Family: 'postgres16',
        Description: 'pg',
        Parameters: {
          log_statement: 'all',
        },
      },
    },
    Monitoring: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: {
                Service: 'monitoring.rds.amazonaws.com',
              },
              Action: 'sts:AssumeRole',
            },
          ],
        },
        ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole'],
        Policies: [
          {
            PolicyName: 'p',
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [
                {
                  Effect: 'Allow',
                  Action: 's3:GetObject',
                  Resource: '*',
                },
              ],
            },
          },
        ],
      },
    },
    Database: {
      Type: 'AWS::RDS::DBInstance',
      Properties: {
        DBInstanceClass: 'db.t3.micro',
        Engine: 'postgres',
        AllocatedStorage: '20',
        StorageEncrypted: 'true',
        KmsKeyId: {
          'Fn::GetAtt': ['Key', 'Arn'],
        },
        BackupRetentionPeriod: 7,
        DBSubnetGroupName: {
          Ref: 'SubnetGroup',
        },
        VPCSecurityGroups: [
          {
            Ref: 'Db',
          },
        ],
        MasterUsername: 'admin1',
        MasterUserPassword: {
          Ref: 'Password',
        },
        MonitoringInterval: 60,
        MonitoringRoleArn: {
          'Fn::GetAtt': ['Monitoring', 'Arn'],
        },
        DeletionProtection: true,
        EnablePerformanceInsights: true,
        EnableIAMDatabaseAuthentication: true,
        EnableCloudwatchLogsExports: ['postgresql'],
        DBParameterGroupName: {
          Ref: 'ParameterGroup',
        },
        MultiAZ: true,
      },
    },
    ClusterParameterGroup: {
      Type: 'AWS::RDS::DBClusterParameterGroup',
      Properties: {
        Family: 'aurora-postgresql15',
        Description: 'c',
        Parameters: {
          'rds.force_ssl': 1,
        },
      },
    },
    Cluster: {
      Type: 'AWS::RDS::DBCluster',
      Properties: {
        Engine: 'aurora-postgresql',
        MasterUsername: 'administrator',
        MasterUserPassword: 'longpassword',
        StorageEncrypted: true,
        DBSubnetGroupName: {
          Ref: 'SubnetGroup',
        },
        DBClusterParameterGroupName: {
          Ref: 'ClusterParameterGroup',
        },
        ServerlessV2ScalingConfiguration: {
          MinCapacity: 0.5,
          MaxCapacity: 2,
        },
      },
    },
    ClusterMember: {
      Type: 'AWS::RDS::DBInstance',
      Properties: {
        DBInstanceClass: 'db.serverless',
        Engine: 'aurora-postgresql',
        DBClusterIdentifier: {
          Ref: 'Cluster',
        },
      },
    },
    Global: {
      Type: 'AWS::RDS::GlobalCluster',
      Properties: {
        GlobalClusterIdentifier: {
          'Fn::Sub': 'glob-${AWS::Region}',
        },
        Engine: 'aurora-postgresql',
      },
    },
    Logs: {
      Type: 'AWS::S3::Bucket',
      Properties: {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            {
              ServerSideEncryptionByDefault: {
                SSEAlgorithm: 'aws:kms',
                KMSMasterKeyID: {
                  'Fn::GetAtt': ['Key', 'Arn'],
                },
              },
              BucketKeyEnabled: true,
            },
          ],
        },
        VersioningConfiguration: {
          Status: 'Enabled',
        },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
        },
        LoggingConfiguration: {
          LogFilePrefix: 'self/',
        },
      },
    },
    LogsPolicy: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: {
        Bucket: {
          Ref: 'Logs',
        },
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: {
                Service: 'cloudtrail.amazonaws.com',
              },
              Action: 's3:PutObject',
              Resource: {
                'Fn::Sub': '${Logs.Arn}/*',
              },
            },
          ],
        },
      },
    },
    Trail: {
      Type: 'AWS::CloudTrail::Trail',
      DependsOn: ['LogsPolicy'],
      Properties: {
        S3BucketName: {
          Ref: 'Logs',
        },
        IsLogging: true,
        IsMultiRegionTrail: false,
        EnableLogFileValidation: true,
        KMSKeyId: {
          Ref: 'Key',
        },
        Tags: [
          {
            Key: 'env',
            Value: 'x',
          },
        ],
        EventSelectors: [
          {
            ReadWriteType: 'WriteOnly',
            IncludeManagementEvents: true,
          },
        ],
      },
    },
    InlinePolicy: {
      Type: 'AWS::IAM::Policy',
      Properties: {
        PolicyName: 'extra',
        Roles: [
          {
            Ref: 'Monitoring',
          },
        ],
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: 's3:List*',
              Resource: '*',
            },
          ],
        },
      },
    },
    ManagedPolicy: {
      Type: 'AWS::IAM::ManagedPolicy',
      Properties: {
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: 's3:List*',
              Resource: '*',
            },
          ],
        },
        Roles: [
          {
            Ref: 'Monitoring',
          },
        ],
      },
    },
    InstanceProfile: {
      Type: 'AWS::IAM::InstanceProfile',
      Properties: {
        Roles: [
          {
            Ref: 'Monitoring',
          },
        ],
      },
    },
    Topic: {
      Type: 'AWS::SNS::Topic',
      Properties: {},
    },
    Queue: {
      Type: 'AWS::SQS::Queue',
      Properties: {},
    },
    Subscription: {
      Type: 'AWS::SNS::Subscription',
      Properties: {
        TopicArn: {
          Ref: 'Topic',
        },
        Protocol: 'email',
        Endpoint: 'someone@example.com',
      },
    },
    Secret: {
      Type: 'AWS::SecretsManager::Secret',
      Properties: {
        GenerateSecretString: {
          SecretStringTemplate: '{}',
          GenerateStringKey: 'password',
        },
      },
    },
    LogGroup: {
      Type: 'AWS::Logs::LogGroup',
      Properties: {
        RetentionInDays: 30,
      },
    },
    Alarm: {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: {
        MetricName: 'CPU',
        Namespace: 'AWS/RDS',
        ComparisonOperator: 'GreaterThanThreshold',
        EvaluationPeriods: 1,
        Period: 60,
        Statistic: 'Average',
        Threshold: 5,
      },
    },
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Code: {
          ZipFile: 'x',
        },
        Handler: 'i.h',
        Runtime: 'nodejs20.x',
        Role: {
          'Fn::GetAtt': ['Monitoring', 'Arn'],
        },
      },
    },
    Table: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        AttributeDefinitions: [
          {
            AttributeName: 'a',
            AttributeType: 'S',
          },
        ],
        KeySchema: [
          {
            AttributeName: 'a',
            KeyType: 'HASH',
          },
        ],
        BillingMode: 'PAY_PER_REQUEST',
      },
    },
    EcsCluster: {
      Type: 'AWS::ECS::Cluster',
      Properties: {},
    },
    Metadata: {
      Type: 'AWS::CDK::Metadata',
      Properties: {
        Analytics: 'v2',
      },
    },
    Made: {
      Type: 'Made::Up::Thing',
      Properties: {},
    },
    Custom: {
      Type: 'Custom::Thing',
      Properties: {
        ServiceToken: {
          'Fn::GetAtt': ['Function', 'Arn'],
        },
      },
    },
    Never: {
      Type: 'AWS::SQS::Queue',
      Condition: 'Never',
    },
    Primary: {
      Type: 'AWS::KMS::Key',
      Properties: {
        MultiRegion: true,
        KeySpec: 'SYMMETRIC_DEFAULT',
        KeyPolicy: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: {
                AWS: {
                  'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root',
                },
              },
              Action: 'kms:*',
              Resource: '*',
            },
          ],
        },
      },
    },
  },
  Outputs: {
    Made: {
      Value: {
        'Fn::GetAtt': ['Made', 'Some.Thing'],
      },
    },
    Zones: {
      Value: {
        'Fn::Join': [
          ',',
          {
            'Fn::GetAZs': '',
          },
        ],
      },
    },
    Cidr: {
      Value: {
        'Fn::Join': [
          ',',
          {
            'Fn::Cidr': [
              {
                'Fn::GetAtt': ['Vpc', 'CidrBlock'],
              },
              2,
              8,
            ],
          },
        ],
      },
    },
    Endpoint: {
      Value: {
        'Fn::GetAtt': ['Database', 'Endpoint.Address'],
      },
    },
  },
};
