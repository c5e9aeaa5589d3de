/** One template a field with the types that applications are made of: what the simulator's `deploy` makes for real. */
import type { Template } from './stacks.ts';

export const FIELDS: Readonly<Record<string, Template>> = {
  network: {
    Resources: {
      Vpc: {
        Type: 'AWS::EC2::VPC',
        Properties: {
          CidrBlock: '10.0.0.0/16',
        },
      },
      A: {
        Type: 'AWS::EC2::Subnet',
        Properties: {
          VpcId: {
            Ref: 'Vpc',
          },
          CidrBlock: '10.0.1.0/24',
          AvailabilityZone: {
            'Fn::Select': [
              0,
              {
                'Fn::GetAZs': '',
              },
            ],
          },
        },
      },
      B: {
        Type: 'AWS::EC2::Subnet',
        Properties: {
          VpcId: {
            Ref: 'Vpc',
          },
          CidrBlock: '10.0.2.0/24',
          AvailabilityZone: {
            'Fn::Select': [
              1,
              {
                'Fn::GetAZs': '',
              },
            ],
          },
        },
      },
      Group: {
        Type: 'AWS::EC2::SecurityGroup',
        Properties: {
          VpcId: {
            Ref: 'Vpc',
          },
          GroupDescription: 'g',
        },
      },
      Acl: {
        Type: 'AWS::EC2::NetworkAcl',
        Properties: {
          VpcId: {
            Ref: 'Vpc',
          },
        },
      },
      AclRule: {
        Type: 'AWS::EC2::NetworkAclEntry',
        Properties: {
          NetworkAclId: {
            Ref: 'Acl',
          },
          RuleNumber: 100,
          Protocol: 6,
          RuleAction: 'allow',
          CidrBlock: '0.0.0.0/0',
          PortRange: {
            From: 443,
            To: 443,
          },
        },
      },
      AclSubnet: {
        Type: 'AWS::EC2::SubnetNetworkAclAssociation',
        Properties: {
          SubnetId: {
            Ref: 'A',
          },
          NetworkAclId: {
            Ref: 'Acl',
          },
        },
      },
      Gateway: {
        Type: 'AWS::EC2::InternetGateway',
        Properties: {},
      },
      Attach: {
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
      Table: {
        Type: 'AWS::EC2::RouteTable',
        Properties: {
          VpcId: {
            Ref: 'Vpc',
          },
        },
      },
      Default: {
        Type: 'AWS::EC2::Route',
        Properties: {
          RouteTableId: {
            Ref: 'Table',
          },
          DestinationCidrBlock: '0.0.0.0/0',
          GatewayId: {
            Ref: 'Gateway',
          },
        },
        DependsOn: 'Attach',
      },
      TableA: {
        Type: 'AWS::EC2::SubnetRouteTableAssociation',
        Properties: {
          RouteTableId: {
            Ref: 'Table',
          },
          SubnetId: {
            Ref: 'A',
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
          SubnetId: {
            Ref: 'A',
          },
          AllocationId: {
            'Fn::GetAtt': ['Address', 'AllocationId'],
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
              Ref: 'Table',
            },
          ],
        },
      },
      Flow: {
        Type: 'AWS::EC2::FlowLog',
        Properties: {
          ResourceId: {
            Ref: 'Vpc',
          },
          ResourceType: 'VPC',
          TrafficType: 'ALL',
          LogDestinationType: 's3',
          LogDestination: {
            'Fn::GetAtt': ['Bucket', 'Arn'],
          },
        },
      },
      Bucket: {
        Type: 'AWS::S3::Bucket',
        Properties: {},
      },
      Launch: {
        Type: 'AWS::EC2::LaunchTemplate',
        Properties: {
          LaunchTemplateData: {
            InstanceType: 't3.micro',
            ImageId: 'ami-12c6146b',
          },
        },
      },
      Box: {
        Type: 'AWS::EC2::Instance',
        Properties: {
          ImageId: 'ami-12c6146b',
          InstanceType: 't3.micro',
          SubnetId: {
            Ref: 'A',
          },
        },
      },
      Disk: {
        Type: 'AWS::EC2::Volume',
        Properties: {
          Size: 8,
          AvailabilityZone: {
            'Fn::Select': [
              0,
              {
                'Fn::GetAZs': '',
              },
            ],
          },
        },
      },
      OtherVpc: {
        Type: 'AWS::EC2::VPC',
        Properties: {
          CidrBlock: '10.9.0.0/16',
        },
      },
      Peering: {
        Type: 'AWS::EC2::VPCPeeringConnection',
        Properties: {
          VpcId: {
            Ref: 'Vpc',
          },
          PeerVpcId: {
            Ref: 'OtherVpc',
          },
        },
      },
      Transit: {
        Type: 'AWS::EC2::TransitGateway',
        Properties: {
          Description: 't',
        },
      },
      TransitVpc: {
        Type: 'AWS::EC2::TransitGatewayAttachment',
        Properties: {
          TransitGatewayId: {
            Ref: 'Transit',
          },
          VpcId: {
            Ref: 'Vpc',
          },
          SubnetIds: [
            {
              Ref: 'A',
            },
          ],
        },
      },
      TransitTable: {
        Type: 'AWS::EC2::TransitGatewayRouteTable',
        Properties: {
          TransitGatewayId: {
            Ref: 'Transit',
          },
        },
      },
      TransitRoute: {
        Type: 'AWS::EC2::TransitGatewayRoute',
        Properties: {
          TransitGatewayRouteTableId: {
            Ref: 'TransitTable',
          },
          DestinationCidrBlock: '10.8.0.0/16',
          TransitGatewayAttachmentId: {
            Ref: 'TransitVpc',
          },
        },
      },
      TransitAssociation: {
        Type: 'AWS::EC2::TransitGatewayRouteTableAssociation',
        Properties: {
          TransitGatewayRouteTableId: {
            Ref: 'TransitTable',
          },
          TransitGatewayAttachmentId: {
            Ref: 'TransitVpc',
          },
        },
      },
      Dhcp: {
        Type: 'AWS::EC2::DHCPOptions',
        Properties: {
          DomainName: 'x.test',
          DomainNameServers: ['AmazonProvidedDNS'],
        },
      },
      DhcpVpc: {
        Type: 'AWS::EC2::VPCDHCPOptionsAssociation',
        Properties: {
          VpcId: {
            Ref: 'Vpc',
          },
          DhcpOptionsId: {
            Ref: 'Dhcp',
          },
        },
      },
      Customer: {
        Type: 'AWS::EC2::CustomerGateway',
        Properties: {
          BgpAsn: 65000,
          IpAddress: '198.51.100.1',
          Type: 'ipsec.1',
        },
      },
      VpnGateway: {
        Type: 'AWS::EC2::VPNGateway',
        Properties: {
          Type: 'ipsec.1',
        },
      },
      Vpn: {
        Type: 'AWS::EC2::VPNConnection',
        Properties: {
          Type: 'ipsec.1',
          CustomerGatewayId: {
            Ref: 'Customer',
          },
          VpnGatewayId: {
            Ref: 'VpnGateway',
          },
        },
      },
      Eigw: {
        Type: 'AWS::EC2::EgressOnlyInternetGateway',
        Properties: {
          VpcId: {
            Ref: 'Vpc',
          },
        },
      },
      Prefixes: {
        Type: 'AWS::EC2::PrefixList',
        Properties: {
          PrefixListName: 'p',
          AddressFamily: 'IPv4',
          MaxEntries: 2,
          Entries: [
            {
              Cidr: '10.0.0.0/8',
            },
          ],
        },
      },
    },
  },
  code: {
    Resources: {
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: {
                  Service: 'lambda.amazonaws.com',
                },
                Action: 'sts:AssumeRole',
              },
            ],
          },
        },
      },
      Function: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Role: {
            'Fn::GetAtt': ['Role', 'Arn'],
          },
          Runtime: 'nodejs20.x',
          Handler: 'index.handler',
          Code: {
            ZipFile: 'x',
          },
          Environment: {
            Variables: {
              A: 'b',
            },
          },
        },
      },
      Version: {
        Type: 'AWS::Lambda::Version',
        Properties: {
          FunctionName: {
            Ref: 'Function',
          },
        },
      },
      Alias: {
        Type: 'AWS::Lambda::Alias',
        Properties: {
          FunctionName: {
            Ref: 'Function',
          },
          FunctionVersion: '$LATEST',
          Name: 'live',
        },
      },
      Url: {
        Type: 'AWS::Lambda::Url',
        Properties: {
          TargetFunctionArn: {
            'Fn::GetAtt': ['Function', 'Arn'],
          },
          AuthType: 'NONE',
        },
      },
      Permission: {
        Type: 'AWS::Lambda::Permission',
        Properties: {
          FunctionName: {
            Ref: 'Function',
          },
          Action: 'lambda:InvokeFunction',
          Principal: 'sns.amazonaws.com',
        },
      },
      Queue: {
        Type: 'AWS::SQS::Queue',
        Properties: {},
      },
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          FunctionName: {
            Ref: 'Function',
          },
          EventSourceArn: {
            'Fn::GetAtt': ['Queue', 'Arn'],
          },
        },
      },
      Invoke: {
        Type: 'AWS::Lambda::EventInvokeConfig',
        Properties: {
          FunctionName: {
            Ref: 'Function',
          },
          Qualifier: '$LATEST',
          MaximumRetryAttempts: 1,
        },
      },
      Cluster: {
        Type: 'AWS::ECS::Cluster',
        Properties: {},
      },
      Task: {
        Type: 'AWS::ECS::TaskDefinition',
        Properties: {
          Family: 'f',
          ContainerDefinitions: [
            {
              Name: 'c',
              Image: 'i',
              Memory: 128,
              Essential: true,
            },
          ],
        },
      },
      Service: {
        Type: 'AWS::ECS::Service',
        Properties: {
          Cluster: {
            Ref: 'Cluster',
          },
          TaskDefinition: {
            Ref: 'Task',
          },
          DesiredCount: 1,
        },
      },
      Repository: {
        Type: 'AWS::ECR::Repository',
        Properties: {},
      },
      Eks: {
        Type: 'AWS::EKS::Cluster',
        Properties: {
          RoleArn: {
            'Fn::GetAtt': ['Role', 'Arn'],
          },
          ResourcesVpcConfig: {
            SubnetIds: ['subnet-1', 'subnet-2'],
          },
        },
      },
      Nodes: {
        Type: 'AWS::EKS::Nodegroup',
        Properties: {
          ClusterName: {
            Ref: 'Eks',
          },
          NodeRole: {
            'Fn::GetAtt': ['Role', 'Arn'],
          },
          Subnets: ['subnet-1'],
        },
      },
      Fargate: {
        Type: 'AWS::EKS::FargateProfile',
        Properties: {
          ClusterName: {
            Ref: 'Eks',
          },
          PodExecutionRoleArn: {
            'Fn::GetAtt': ['Role', 'Arn'],
          },
          Selectors: [
            {
              Namespace: 'd',
            },
          ],
        },
      },
      Config: {
        Type: 'AWS::AutoScaling::LaunchConfiguration',
        Properties: {
          ImageId: 'ami-12c6146b',
          InstanceType: 't3.micro',
        },
      },
      Asg: {
        Type: 'AWS::AutoScaling::AutoScalingGroup',
        Properties: {
          LaunchConfigurationName: {
            Ref: 'Config',
          },
          MinSize: '0',
          MaxSize: '2',
          AvailabilityZones: [
            {
              'Fn::Select': [
                0,
                {
                  'Fn::GetAZs': '',
                },
              ],
            },
          ],
        },
      },
      Policy: {
        Type: 'AWS::AutoScaling::ScalingPolicy',
        Properties: {
          AutoScalingGroupName: {
            Ref: 'Asg',
          },
          PolicyType: 'TargetTrackingScaling',
          TargetTrackingConfiguration: {
            PredefinedMetricSpecification: {
              PredefinedMetricType: 'ASGAverageCPUUtilization',
            },
            TargetValue: 50,
          },
        },
      },
      Hook: {
        Type: 'AWS::AutoScaling::LifecycleHook',
        Properties: {
          AutoScalingGroupName: {
            Ref: 'Asg',
          },
          LifecycleTransition: 'autoscaling:EC2_INSTANCE_LAUNCHING',
        },
      },
      Night: {
        Type: 'AWS::AutoScaling::ScheduledAction',
        Properties: {
          AutoScalingGroupName: {
            Ref: 'Asg',
          },
          MinSize: 0,
          Recurrence: '0 0 * * *',
        },
      },
      Target: {
        Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
        Properties: {
          MaxCapacity: 2,
          MinCapacity: 1,
          ResourceId: {
            'Fn::Sub': 'service/${Cluster}/${Service.Name}',
          },
          RoleARN: {
            'Fn::GetAtt': ['Role', 'Arn'],
          },
          ScalableDimension: 'ecs:service:DesiredCount',
          ServiceNamespace: 'ecs',
        },
      },
    },
  },
  traffic: {
    Resources: {
      Vpc: {
        Type: 'AWS::EC2::VPC',
        Properties: {
          CidrBlock: '10.0.0.0/16',
        },
      },
      A: {
        Type: 'AWS::EC2::Subnet',
        Properties: {
          VpcId: {
            Ref: 'Vpc',
          },
          CidrBlock: '10.0.1.0/24',
          AvailabilityZone: {
            'Fn::Select': [
              0,
              {
                'Fn::GetAZs': '',
              },
            ],
          },
        },
      },
      B: {
        Type: 'AWS::EC2::Subnet',
        Properties: {
          VpcId: {
            Ref: 'Vpc',
          },
          CidrBlock: '10.0.2.0/24',
          AvailabilityZone: {
            'Fn::Select': [
              1,
              {
                'Fn::GetAZs': '',
              },
            ],
          },
        },
      },
      Balancer: {
        Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
        Properties: {
          Subnets: [
            {
              Ref: 'A',
            },
            {
              Ref: 'B',
            },
          ],
        },
      },
      Targets: {
        Type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
        Properties: {
          VpcId: {
            Ref: 'Vpc',
          },
          Port: 80,
          Protocol: 'HTTP',
        },
      },
      Listener: {
        Type: 'AWS::ElasticLoadBalancingV2::Listener',
        Properties: {
          LoadBalancerArn: {
            Ref: 'Balancer',
          },
          Port: 80,
          Protocol: 'HTTP',
          DefaultActions: [
            {
              Type: 'forward',
              TargetGroupArn: {
                Ref: 'Targets',
              },
            },
          ],
        },
      },
      Rule: {
        Type: 'AWS::ElasticLoadBalancingV2::ListenerRule',
        Properties: {
          ListenerArn: {
            Ref: 'Listener',
          },
          Priority: 1,
          Conditions: [
            {
              Field: 'path-pattern',
              Values: ['/a'],
            },
          ],
          Actions: [
            {
              Type: 'forward',
              TargetGroupArn: {
                Ref: 'Targets',
              },
            },
          ],
        },
      },
      Api: {
        Type: 'AWS::ApiGateway::RestApi',
        Properties: {
          Name: 'api',
        },
      },
      Path: {
        Type: 'AWS::ApiGateway::Resource',
        Properties: {
          RestApiId: {
            Ref: 'Api',
          },
          ParentId: {
            'Fn::GetAtt': ['Api', 'RootResourceId'],
          },
          PathPart: 'p',
        },
      },
      Get: {
        Type: 'AWS::ApiGateway::Method',
        Properties: {
          RestApiId: {
            Ref: 'Api',
          },
          ResourceId: {
            Ref: 'Path',
          },
          HttpMethod: 'GET',
          AuthorizationType: 'NONE',
          Integration: {
            Type: 'MOCK',
          },
        },
      },
      Deployment: {
        Type: 'AWS::ApiGateway::Deployment',
        Properties: {
          RestApiId: {
            Ref: 'Api',
          },
        },
        DependsOn: 'Get',
      },
      Stage: {
        Type: 'AWS::ApiGateway::Stage',
        Properties: {
          RestApiId: {
            Ref: 'Api',
          },
          DeploymentId: {
            Ref: 'Deployment',
          },
          StageName: 'live',
          Variables: {
            a: 'b',
          },
        },
      },
      Plan: {
        Type: 'AWS::ApiGateway::UsagePlan',
        Properties: {
          UsagePlanName: 'plan',
          ApiStages: [
            {
              ApiId: {
                Ref: 'Api',
              },
              Stage: {
                Ref: 'Stage',
              },
            },
          ],
          Throttle: {
            BurstLimit: 5,
            RateLimit: 2,
          },
        },
      },
      Key: {
        Type: 'AWS::ApiGateway::ApiKey',
        Properties: {
          Enabled: true,
        },
      },
      PlanKey: {
        Type: 'AWS::ApiGateway::UsagePlanKey',
        Properties: {
          KeyId: {
            Ref: 'Key',
          },
          KeyType: 'API_KEY',
          UsagePlanId: {
            Ref: 'Plan',
          },
        },
      },
      Validator: {
        Type: 'AWS::ApiGateway::RequestValidator',
        Properties: {
          RestApiId: {
            Ref: 'Api',
          },
          Name: 'v',
          ValidateRequestBody: true,
        },
      },
      Model: {
        Type: 'AWS::ApiGateway::Model',
        Properties: {
          RestApiId: {
            Ref: 'Api',
          },
          Name: 'M',
          ContentType: 'application/json',
          Schema: {
            type: 'object',
          },
        },
      },
      Domain: {
        Type: 'AWS::ApiGateway::DomainName',
        Properties: {
          DomainName: 'a.test',
          RegionalCertificateArn: {
            Ref: 'Certificate',
          },
          EndpointConfiguration: {
            Types: ['REGIONAL'],
          },
        },
      },
      Base: {
        Type: 'AWS::ApiGateway::BasePathMapping',
        Properties: {
          DomainName: {
            Ref: 'Domain',
          },
          RestApiId: {
            Ref: 'Api',
          },
          Stage: {
            Ref: 'Stage',
          },
        },
      },
      Account: {
        Type: 'AWS::ApiGateway::Account',
        Properties: {
          CloudWatchRoleArn: 'arn:aws:iam::123456789012:role/r',
        },
      },
      Http: {
        Type: 'AWS::ApiGatewayV2::Api',
        Properties: {
          Name: 'h',
          ProtocolType: 'HTTP',
        },
      },
      HttpIntegration: {
        Type: 'AWS::ApiGatewayV2::Integration',
        Properties: {
          ApiId: {
            Ref: 'Http',
          },
          IntegrationType: 'HTTP_PROXY',
          IntegrationMethod: 'GET',
          IntegrationUri: 'https://x.test',
          PayloadFormatVersion: '1.0',
        },
      },
      HttpRoute: {
        Type: 'AWS::ApiGatewayV2::Route',
        Properties: {
          ApiId: {
            Ref: 'Http',
          },
          RouteKey: 'GET /',
          Target: {
            'Fn::Sub': 'integrations/${HttpIntegration}',
          },
        },
      },
      HttpStage: {
        Type: 'AWS::ApiGatewayV2::Stage',
        Properties: {
          ApiId: {
            Ref: 'Http',
          },
          StageName: '$default',
          AutoDeploy: true,
        },
      },
      Zone: {
        Type: 'AWS::Route53::HostedZone',
        Properties: {
          Name: 'z.test',
        },
      },
      Record: {
        Type: 'AWS::Route53::RecordSet',
        Properties: {
          HostedZoneId: {
            Ref: 'Zone',
          },
          Name: 'a.z.test',
          Type: 'A',
          TTL: '60',
          ResourceRecords: ['192.0.2.1'],
        },
      },
      Health: {
        Type: 'AWS::Route53::HealthCheck',
        Properties: {
          HealthCheckConfig: {
            Type: 'TCP',
            IPAddress: '192.0.2.1',
            Port: 80,
          },
        },
      },
      Certificate: {
        Type: 'AWS::CertificateManager::Certificate',
        Properties: {
          DomainName: 'a.test',
        },
      },
      Acl: {
        Type: 'AWS::WAFv2::WebACL',
        Properties: {
          Scope: 'REGIONAL',
          DefaultAction: {
            Allow: {},
          },
          VisibilityConfig: {
            SampledRequestsEnabled: true,
            CloudWatchMetricsEnabled: true,
            MetricName: 'm',
          },
          Rules: [],
        },
      },
      Ips: {
        Type: 'AWS::WAFv2::IPSet',
        Properties: {
          Scope: 'REGIONAL',
          IPAddressVersion: 'IPV4',
          Addresses: ['192.0.2.0/24'],
        },
      },
      AclBalancer: {
        Type: 'AWS::WAFv2::WebACLAssociation',
        Properties: {
          WebACLArn: {
            'Fn::GetAtt': ['Acl', 'Arn'],
          },
          ResourceArn: {
            Ref: 'Balancer',
          },
        },
      },
      Origin: {
        Type: 'AWS::CloudFront::OriginAccessControl',
        Properties: {
          OriginAccessControlConfig: {
            Name: 'o',
            OriginAccessControlOriginType: 's3',
            SigningBehavior: 'always',
            SigningProtocol: 'sigv4',
          },
        },
      },
      Identity: {
        Type: 'AWS::CloudFront::CloudFrontOriginAccessIdentity',
        Properties: {
          CloudFrontOriginAccessIdentityConfig: {
            Comment: 'c',
          },
        },
      },
      Edge: {
        Type: 'AWS::CloudFront::Distribution',
        Properties: {
          DistributionConfig: {
            Enabled: true,
            Origins: [
              {
                Id: 'o',
                DomainName: 'b.s3.amazonaws.com',
                S3OriginConfig: {
                  OriginAccessIdentity: '',
                },
              },
            ],
            DefaultCacheBehavior: {
              TargetOriginId: 'o',
              ViewerProtocolPolicy: 'https-only',
              ForwardedValues: {
                QueryString: false,
              },
              AllowedMethods: ['GET', 'HEAD'],
            },
          },
        },
      },
    },
  },
  data: {
    Resources: {
      Vpc: {
        Type: 'AWS::EC2::VPC',
        Properties: {
          CidrBlock: '10.0.0.0/16',
        },
      },
      A: {
        Type: 'AWS::EC2::Subnet',
        Properties: {
          VpcId: {
            Ref: 'Vpc',
          },
          CidrBlock: '10.0.1.0/24',
          AvailabilityZone: {
            'Fn::Select': [
              0,
              {
                'Fn::GetAZs': '',
              },
            ],
          },
        },
      },
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: {
                  Service: 'lambda.amazonaws.com',
                },
                Action: 'sts:AssumeRole',
              },
            ],
          },
        },
      },
      Table: {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [
            {
              AttributeName: 'i',
              AttributeType: 'S',
            },
          ],
          KeySchema: [
            {
              AttributeName: 'i',
              KeyType: 'HASH',
            },
          ],
        },
      },
      Global: {
        Type: 'AWS::DynamoDB::GlobalTable',
        Properties: {
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [
            {
              AttributeName: 'i',
              AttributeType: 'S',
            },
          ],
          KeySchema: [
            {
              AttributeName: 'i',
              KeyType: 'HASH',
            },
          ],
          StreamSpecification: {
            StreamViewType: 'NEW_IMAGE',
          },
          Replicas: [
            {
              Region: {
                Ref: 'AWS::Region',
              },
            },
          ],
        },
      },
      CacheSubnets: {
        Type: 'AWS::ElastiCache::SubnetGroup',
        Properties: {
          Description: 'd',
          SubnetIds: [
            {
              Ref: 'A',
            },
          ],
        },
      },
      Cache: {
        Type: 'AWS::ElastiCache::ReplicationGroup',
        Properties: {
          ReplicationGroupDescription: 'd',
          CacheNodeType: 'cache.t3.micro',
          NumCacheClusters: 1,
          Engine: 'redis',
        },
      },
      Memcached: {
        Type: 'AWS::ElastiCache::CacheCluster',
        Properties: {
          CacheNodeType: 'cache.t3.micro',
          NumCacheNodes: 1,
          Engine: 'memcached',
        },
      },
      Files: {
        Type: 'AWS::EFS::FileSystem',
        Properties: {
          Encrypted: true,
        },
      },
      Mount: {
        Type: 'AWS::EFS::MountTarget',
        Properties: {
          FileSystemId: {
            Ref: 'Files',
          },
          SubnetId: {
            Ref: 'A',
          },
          SecurityGroups: [
            {
              'Fn::GetAtt': ['Vpc', 'DefaultSecurityGroup'],
            },
          ],
        },
      },
      Access: {
        Type: 'AWS::EFS::AccessPoint',
        Properties: {
          FileSystemId: {
            Ref: 'Files',
          },
        },
      },
      Search: {
        Type: 'AWS::OpenSearchService::Domain',
        Properties: {
          EngineVersion: 'OpenSearch_2.11',
        },
      },
      Kafka: {
        Type: 'AWS::MSK::Cluster',
        Properties: {
          ClusterName: 'k',
          KafkaVersion: '3.5.1',
          NumberOfBrokerNodes: 1,
          BrokerNodeGroupInfo: {
            ClientSubnets: [
              {
                Ref: 'A',
              },
            ],
            InstanceType: 'kafka.t3.small',
          },
        },
      },
      Queue: {
        Type: 'AWS::SQS::Queue',
        Properties: {},
      },
      QueuePolicy: {
        Type: 'AWS::SQS::QueuePolicy',
        Properties: {
          Queues: [
            {
              Ref: 'Queue',
            },
          ],
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: '*',
                Action: '*',
                Resource: '*',
              },
            ],
          },
        },
      },
      Topic: {
        Type: 'AWS::SNS::Topic',
        Properties: {},
      },
      TopicPolicy: {
        Type: 'AWS::SNS::TopicPolicy',
        Properties: {
          Topics: [
            {
              Ref: 'Topic',
            },
          ],
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: '*',
                Action: '*',
                Resource: '*',
              },
            ],
          },
        },
      },
      Subscription: {
        Type: 'AWS::SNS::Subscription',
        Properties: {
          TopicArn: {
            Ref: 'Topic',
          },
          Protocol: 'sqs',
          Endpoint: {
            'Fn::GetAtt': ['Queue', 'Arn'],
          },
        },
      },
      Stream: {
        Type: 'AWS::Kinesis::Stream',
        Properties: {
          ShardCount: 1,
        },
      },
      Hose: {
        Type: 'AWS::KinesisFirehose::DeliveryStream',
        Properties: {
          S3DestinationConfiguration: {
            BucketARN: {
              'Fn::GetAtt': ['Bucket', 'Arn'],
            },
            RoleARN: {
              'Fn::GetAtt': ['Role', 'Arn'],
            },
          },
        },
      },
      Bucket: {
        Type: 'AWS::S3::Bucket',
        Properties: {},
      },
      ClusterParameters: {
        Type: 'AWS::RDS::DBClusterParameterGroup',
        Properties: {
          Family: 'aurora-postgresql15',
          Description: 'd',
          Parameters: {},
        },
      },
      Options: {
        Type: 'AWS::RDS::OptionGroup',
        Properties: {
          EngineName: 'mysql',
          MajorEngineVersion: '8.0',
          OptionGroupDescription: 'd',
          OptionConfigurations: [],
        },
      },
      Events: {
        Type: 'AWS::RDS::EventSubscription',
        Properties: {
          SnsTopicArn: {
            Ref: 'Topic',
          },
          SourceType: 'db-instance',
        },
      },
      Warehouse: {
        Type: 'AWS::Redshift::Cluster',
        Properties: {
          ClusterType: 'single-node',
          NodeType: 'ra3.large',
          DBName: 'd',
          MasterUsername: 'u',
          MasterUserPassword: 'Passw0rd',
        },
      },
      Vault: {
        Type: 'AWS::Backup::BackupVault',
        Properties: {
          BackupVaultName: 'v',
        },
      },
      BackupPlan: {
        Type: 'AWS::Backup::BackupPlan',
        Properties: {
          BackupPlan: {
            BackupPlanName: 'p',
            BackupPlanRule: [
              {
                RuleName: 'r',
                TargetBackupVault: {
                  Ref: 'Vault',
                },
                ScheduleExpression: 'cron(0 5 * * ? *)',
              },
            ],
          },
        },
      },
      Selection: {
        Type: 'AWS::Backup::BackupSelection',
        Properties: {
          BackupPlanId: {
            Ref: 'BackupPlan',
          },
          BackupSelection: {
            SelectionName: 's',
            IamRoleArn: {
              'Fn::GetAtt': ['Role', 'Arn'],
            },
            Resources: ['*'],
          },
        },
      },
      Secret: {
        Type: 'AWS::SecretsManager::Secret',
        Properties: {
          SecretString: 'x',
        },
      },
      Parameter: {
        Type: 'AWS::SSM::Parameter',
        Properties: {
          Type: 'String',
          Value: 'v',
        },
      },
    },
  },
  operations: {
    Resources: {
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: {
                  Service: 'lambda.amazonaws.com',
                },
                Action: 'sts:AssumeRole',
              },
            ],
          },
        },
      },
      Alarm: {
        Type: 'AWS::CloudWatch::Alarm',
        Properties: {
          MetricName: 'm',
          Namespace: 'n',
          Statistic: 'Sum',
          Period: 60,
          EvaluationPeriods: 1,
          Threshold: 1,
          ComparisonOperator: 'GreaterThanThreshold',
        },
      },
      Composite: {
        Type: 'AWS::CloudWatch::CompositeAlarm',
        Properties: {
          AlarmName: 'c',
          AlarmRule: {
            'Fn::Sub': 'ALARM(${Alarm})',
          },
        },
      },
      Dashboard: {
        Type: 'AWS::CloudWatch::Dashboard',
        Properties: {
          DashboardBody: '{"widgets":[]}',
        },
      },
      Logs: {
        Type: 'AWS::Logs::LogGroup',
        Properties: {
          RetentionInDays: 7,
        },
      },
      Metric: {
        Type: 'AWS::Logs::MetricFilter',
        Properties: {
          LogGroupName: {
            Ref: 'Logs',
          },
          FilterPattern: 'ERROR',
          MetricTransformations: [
            {
              MetricName: 'm',
              MetricNamespace: 'n',
              MetricValue: '1',
            },
          ],
        },
      },
      Forward: {
        Type: 'AWS::Logs::SubscriptionFilter',
        Properties: {
          LogGroupName: {
            Ref: 'Logs',
          },
          FilterPattern: '',
          DestinationArn: {
            'Fn::GetAtt': ['Stream', 'Arn'],
          },
          RoleArn: {
            'Fn::GetAtt': ['Role', 'Arn'],
          },
        },
      },
      Stream: {
        Type: 'AWS::Kinesis::Stream',
        Properties: {
          ShardCount: 1,
        },
      },
      LogStream: {
        Type: 'AWS::Logs::LogStream',
        Properties: {
          LogGroupName: {
            Ref: 'Logs',
          },
        },
      },
      Rule: {
        Type: 'AWS::Events::Rule',
        Properties: {
          ScheduleExpression: 'rate(1 day)',
          State: 'ENABLED',
          Targets: [
            {
              Id: 't',
              Arn: {
                'Fn::GetAtt': ['Stream', 'Arn'],
              },
              RoleArn: {
                'Fn::GetAtt': ['Role', 'Arn'],
              },
            },
          ],
        },
      },
      Bus: {
        Type: 'AWS::Events::EventBus',
        Properties: {
          Name: 'b',
        },
      },
      Schedule: {
        Type: 'AWS::Scheduler::Schedule',
        Properties: {
          ScheduleExpression: 'rate(1 day)',
          FlexibleTimeWindow: {
            Mode: 'OFF',
          },
          Target: {
            Arn: {
              'Fn::GetAtt': ['Stream', 'Arn'],
            },
            RoleArn: {
              'Fn::GetAtt': ['Role', 'Arn'],
            },
          },
        },
      },
      ScheduleGroup: {
        Type: 'AWS::Scheduler::ScheduleGroup',
        Properties: {},
      },
      Machine: {
        Type: 'AWS::StepFunctions::StateMachine',
        Properties: {
          RoleArn: {
            'Fn::GetAtt': ['Role', 'Arn'],
          },
          DefinitionString: '{"StartAt":"a","States":{"a":{"Type":"Pass","End":true}}}',
        },
      },
      App: {
        Type: 'AWS::CodeDeploy::Application',
        Properties: {
          ComputePlatform: 'Server',
        },
      },
      Deploy: {
        Type: 'AWS::CodeDeploy::DeploymentGroup',
        Properties: {
          ApplicationName: {
            Ref: 'App',
          },
          ServiceRoleArn: {
            'Fn::GetAtt': ['Role', 'Arn'],
          },
        },
      },
      Build: {
        Type: 'AWS::CodeBuild::Project',
        Properties: {
          ServiceRole: {
            'Fn::GetAtt': ['Role', 'Arn'],
          },
          Source: {
            Type: 'S3',
            Location: 'b/k',
          },
          Artifacts: {
            Type: 'NO_ARTIFACTS',
          },
          Environment: {
            Type: 'LINUX_CONTAINER',
            Image: 'i',
            ComputeType: 'BUILD_GENERAL1_SMALL',
          },
        },
      },
      Pipeline: {
        Type: 'AWS::CodePipeline::Pipeline',
        Properties: {
          RoleArn: {
            'Fn::GetAtt': ['PipelineRole', 'Arn'],
          },
          ArtifactStore: {
            Type: 'S3',
            Location: 'b',
          },
          Stages: [
            {
              Name: 's',
              Actions: [
                {
                  Name: 'a',
                  ActionTypeId: {
                    Category: 'Source',
                    Owner: 'AWS',
                    Provider: 'S3',
                    Version: '1',
                  },
                  Configuration: {
                    S3Bucket: 'b',
                  },
                  OutputArtifacts: [
                    {
                      Name: 'o',
                    },
                  ],
                },
              ],
            },
            {
              Name: 't',
              Actions: [
                {
                  Name: 'b',
                  ActionTypeId: {
                    Category: 'Approval',
                    Owner: 'AWS',
                    Provider: 'Manual',
                    Version: '1',
                  },
                },
              ],
            },
          ],
        },
      },
      PipelineRole: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: {
                  Service: 'codepipeline.amazonaws.com',
                },
                Action: 'sts:AssumeRole',
              },
            ],
          },
        },
      },
      Recorder: {
        Type: 'AWS::Config::ConfigurationRecorder',
        Properties: {
          RoleARN: {
            'Fn::GetAtt': ['Role', 'Arn'],
          },
          RecordingGroup: {
            AllSupported: true,
          },
        },
      },
      Channel: {
        Type: 'AWS::Config::DeliveryChannel',
        Properties: {
          S3BucketName: {
            Ref: 'Bucket',
          },
        },
        DependsOn: 'Recorder',
      },
      Bucket: {
        Type: 'AWS::S3::Bucket',
        Properties: {},
      },
      ConfigRule: {
        Type: 'AWS::Config::ConfigRule',
        Properties: {
          Source: {
            Owner: 'AWS',
            SourceIdentifier: 'S3_BUCKET_VERSIONING_ENABLED',
          },
        },
        DependsOn: 'Recorder',
      },
      Guard: {
        Type: 'AWS::GuardDuty::Detector',
        Properties: {
          Enable: true,
        },
      },
      Hub: {
        Type: 'AWS::SecurityHub::Hub',
        Properties: {},
      },
      Pool: {
        Type: 'AWS::Cognito::UserPool',
        Properties: {
          UserPoolName: 'p',
        },
      },
      Client: {
        Type: 'AWS::Cognito::UserPoolClient',
        Properties: {
          UserPoolId: {
            Ref: 'Pool',
          },
          ClientName: 'c',
        },
      },
      Identities: {
        Type: 'AWS::Cognito::IdentityPool',
        Properties: {
          AllowUnauthenticatedIdentities: false,
        },
      },
      IdentityRoles: {
        Type: 'AWS::Cognito::IdentityPoolRoleAttachment',
        Properties: {
          IdentityPoolId: {
            Ref: 'Identities',
          },
          Roles: {
            authenticated: {
              'Fn::GetAtt': ['Role', 'Arn'],
            },
          },
        },
      },
      Profile: {
        Type: 'AWS::IAM::InstanceProfile',
        Properties: {
          Roles: [
            {
              Ref: 'Role',
            },
          ],
        },
      },
      User: {
        Type: 'AWS::IAM::User',
        Properties: {},
      },
      Team: {
        Type: 'AWS::IAM::Group',
        Properties: {},
      },
      Oidc: {
        Type: 'AWS::IAM::OIDCProvider',
        Properties: {
          Url: 'https://token.test',
          ClientIdList: ['sts.amazonaws.com'],
          ThumbprintList: ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
        },
      },
      Inline: {
        Type: 'AWS::IAM::RolePolicy',
        Properties: {
          RoleName: {
            Ref: 'Role',
          },
          PolicyName: 'i',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: '*',
                Action: '*',
                Resource: '*',
              },
            ],
          },
        },
      },
    },
  },
};
