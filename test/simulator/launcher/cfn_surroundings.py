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
        for stack in self._neighbours():
            for output in stack.outputs:
                if output.get("ExportName") == name:
                    self.imports.add(name)
                    return output["OutputValue"]
        raise AwsError("ValidationError", f"No export named {name} found.")

    def _neighbours(self):
        stacks = ACCOUNTS.get(self.account).stacks[self.region].values()
        return [stack for stack in stacks if stack.status != "DELETE_COMPLETE"]

    def exportable(self, name):
        """The name of an export, refused where another stack of the region has it."""
        for stack in self._neighbours():
            if stack is not self and any(output.get("ExportName") == name for output in stack.outputs):
                raise AwsError(
                    "ValidationError", f"Export with name {name} is already exported by stack {stack.name}. Cannot create."
                )
        return name

    def taken_exports(self, outputs):
        """Why the exports that are not among `outputs` with their values cannot go, or None."""
        kept = {output.get("ExportName"): output["OutputValue"] for output in outputs}
        for output in self.outputs:
            name = output.get("ExportName")
            users = [s.name for s in self._neighbours() if s is not self and name in s.imports] if name else []
            if users and kept.get(name) != output["OutputValue"]:
                what = "updated" if name in kept else "deleted"
                return f"Export {name} cannot be {what} as it is in use by {', '.join(users)}"
        return None

    def dynamic(self, reference):
        return cfn_types.dynamic_reference(self, reference)
