"""What a template may ask of its surroundings: its own resources, zones, exports, dynamic references."""

import cfn_types
import core
from accounts import ACCOUNTS
from cfn_template import NotReady
from wire import AwsError


class Surroundings:
    """The half of a stack that answers the resolver."""

    def ref(self, name):
        row = self.rows.get(name)
        if row is None or row.status.endswith(("FAILED", "DELETE_COMPLETE")):
            raise NotReady(name)
        return row.attributes.get("Ref", row.physical_id)

    def attribute(self, logical_id, attribute):
        row = self.rows.get(logical_id)
        if row is None:
            raise NotReady(logical_id)
        if attribute in row.attributes:
            return row.attributes[attribute]
        return cfn_types.plausible_attribute(self, row, attribute)

    def zones(self, region):
        found = core.api(self.account, region, "ec2", "DescribeAvailabilityZones")["AvailabilityZones"]
        return sorted(zone["ZoneName"] for zone in found)[:3]

    def export(self, name):
        for stack in ACCOUNTS.get(self.account).stacks[self.region].values():
            for output in stack.outputs if stack.status != "DELETE_COMPLETE" else ():
                if output.get("ExportName") == name:
                    return output["OutputValue"]
        raise AwsError("ValidationError", f"No export named {name} found.")

    def dynamic(self, reference):
        return cfn_types.dynamic_reference(self, reference)
