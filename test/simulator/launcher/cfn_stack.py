"""Stacks: what they hold, how they are created, updated, rolled back and deleted."""

import json
import uuid

import cfn_types
import core
from cfn_names import physical_name
from cfn_row import Row, now, reason_of
from cfn_surroundings import Surroundings
from cfn_template import NotReady, Resolver, all_references, read, references
from cfn_transforms import processed
from cfn_update import Updates
from wire import AwsError


class Stack(Surroundings, Updates):
    """One stack in one region of one account; everything happens at once, there is no waiting."""

    def __init__(self, account, region, name, parent=None):
        self.account, self.region, self.name, self.parent = account, region, name, parent
        self.id = f"arn:aws:cloudformation:{region}:{account}:stack/{name}/{uuid.uuid4()}"
        self.root = parent.root if parent else self
        self.status, self.reason = "CREATE_IN_PROGRESS", None
        self.created, self.updated, self.deleted = now(), None, None
        self.rows, self.events, self.outputs = {}, [], []
        self.tags, self.body, self.processed, self.template, self.given = {}, "", "", {}, {}
        self.imports = set()  # names of exports that its template took
        self.capabilities, self.disable_rollback, self.on_failure = [], False, "ROLLBACK"
        self.termination_protection, self.role_arn = False, None

    def pseudo(self):
        return {
            "AWS::AccountId": self.account,
            "AWS::Region": self.region,
            "AWS::Partition": "aws",
            "AWS::StackId": self.id,
            "AWS::StackName": self.name,
            "AWS::URLSuffix": "amazonaws.com",
            "AWS::NotificationARNs": [],
        }

    def prepare(self, body, parameters, tags):
        """Read and check the template; what is wrong here is refused before there is a stack."""
        original = read(body)
        self.given, self.tags, self.body, self.imports = parameters, tags, body, set()
        self.template = original
        values = self._parameters(parameters)
        self.template = processed(self, original, values)
        self.processed = body if self.template == original else json.dumps(self.template, separators=(",", ":"))
        self.resolver = Resolver(self.template, values, self.pseudo(), self)
        self.order = self._order()

    def _parameters(self, given):
        definitions = self.template.get("Parameters") or {}
        unknown = sorted(set(given) - set(definitions))
        if unknown:
            raise AwsError("ValidationError", f"Parameters: [{', '.join(unknown)}] do not exist in the template")
        values, missing = {}, []
        for name, definition in definitions.items():
            value = given.get(name, definition.get("Default"))
            if value is None:
                missing.append(name)
                continue
            allowed = definition.get("AllowedValues")
            if allowed and str(value) not in map(str, allowed):
                raise AwsError("ValidationError", f"Parameter '{name}' must be one of AllowedValues")
            values[name] = cfn_types.parameter_value(self, definition.get("Type", "String"), value)
        if missing:
            raise AwsError("ValidationError", f"Parameters: [{', '.join(missing)}] must have values")
        return values

    def _order(self):
        resources = self.template["Resources"]
        known = {"AWS::NoValue", *self.resolver.pseudo, *self.resolver.parameters, *resources}
        wanted = {n: r for n, r in resources.items() if "Condition" not in r or self.resolver.condition(r["Condition"])}
        needs = {}
        for name, resource in wanted.items():
            explicit = resource.get("DependsOn") or []
            explicit = {explicit} if isinstance(explicit, str) else set(explicit)
            for unknown in explicit - set(resources) | all_references(resource.get("Properties")) - known:
                raise AwsError(
                    "ValidationError",
                    f"Template format error: Unresolved resource dependencies [{unknown}] in the Resources block of the template",
                )
            needs[name] = (references(resource.get("Properties"), set(resources)) | explicit) & set(wanted) - {name}
        ordered = []
        while needs:
            ready = [name for name, others in needs.items() if others <= set(ordered)]
            if not ready:
                raise AwsError("ValidationError", f"Circular dependency between resources: [{', '.join(needs)}]")
            ordered += ready
            for name in ready:
                del needs[name]
        return ordered

    def create(self):
        self._event(self, "CREATE_IN_PROGRESS", "User Initiated")
        failure = None
        for name in self.order:
            failure = self._make(name)
            if failure:
                break
        if not failure:
            failure = self._outputs()
        if not failure:
            return self._end("CREATE_COMPLETE")
        reason = f"The following resource(s) failed to create: [{failure}]. "
        if self.disable_rollback or self.on_failure == "DO_NOTHING":
            return self._end("CREATE_FAILED", reason)
        self._event(self, "ROLLBACK_IN_PROGRESS", reason + "Rollback requested by user.")
        if self._remove(reversed(list(self.rows))):
            return self._end("ROLLBACK_FAILED", reason)
        if self.on_failure == "DELETE":
            self.deleted = now()
            return self._end("DELETE_COMPLETE", reason)
        return self._end("ROLLBACK_COMPLETE", reason)

    def _make(self, name):
        """Create one resource; the logical id is returned when that failed."""
        resource = self.template["Resources"][name]
        row = self.rows[name] = Row(name, resource["Type"])
        try:
            row.properties = self.resolver.value(resource.get("Properties") or {})
            self._event(row, "CREATE_IN_PROGRESS")
            cfn_types.create(self, row)
        except (AwsError, NotReady, core.MotoAnswer, KeyError, TypeError, ValueError, AttributeError) as error:
            self._event(row, "CREATE_FAILED", reason_of(error))
            return name
        self._event(row, "CREATE_COMPLETE")
        return None

    def delete(self):
        if self.termination_protection:
            raise AwsError(
                "ValidationError", f"Stack [{self.name}] cannot be deleted while TerminationProtection is enabled"
            )
        self._event(self, "DELETE_IN_PROGRESS", "User Initiated")
        taken = self.taken_exports(())
        if taken:
            return self._end("DELETE_FAILED", taken)
        failed = self._remove(reversed(list(self.rows)))
        if failed:
            return self._end("DELETE_FAILED", f"The following resource(s) failed to delete: [{', '.join(failed)}]. ")
        self.outputs, self.deleted = [], now()
        return self._end("DELETE_COMPLETE")

    def _remove(self, names):
        failed = []
        for name in list(names):
            row = self.rows[name]
            if not row.physical_id or row.status in ("DELETE_COMPLETE", "DELETE_SKIPPED"):
                continue
            policy = (self.template["Resources"].get(name) or {}).get("DeletionPolicy")
            if policy in ("Retain", "RetainExceptOnCreate") and not self.status.startswith("ROLLBACK"):
                self._event(row, "DELETE_SKIPPED")
                continue
            try:
                cfn_types.delete(self, row)
                self._event(row, "DELETE_COMPLETE")
            except (AwsError, core.MotoAnswer, KeyError, TypeError, ValueError, AttributeError) as error:
                self._event(row, "DELETE_FAILED", reason_of(error))
                failed.append(name)
        return failed

    def _outputs(self):
        """Resolve the outputs; what is wrong with one that cannot be is returned."""
        outputs = []
        for name, output in (self.template.get("Outputs") or {}).items():
            try:
                if "Condition" in output and not self.resolver.condition(output["Condition"]):
                    continue
                value = self.resolver.value(output["Value"])
                text = (
                    ",".join(map(str, value))
                    if isinstance(value, list)
                    else str(value).lower()
                    if isinstance(value, bool)
                    else str(value)
                )
                entry = {"OutputKey": name, "OutputValue": text, "Description": output.get("Description")}
                if output.get("Export"):
                    entry["ExportName"] = self.exportable(self.resolver.value(output["Export"]["Name"]))
            except NotReady:
                return name
            except AwsError as error:
                return f"{name}: {error.message}"
            outputs.append({k: v for k, v in entry.items() if v is not None})
        taken = self.taken_exports(outputs)
        if taken:
            return taken
        self.outputs = outputs
        return None

    def _event(self, subject, status, reason=None):
        subject.status, subject.reason = status, reason
        if isinstance(subject, Row):
            subject.at = now()
        self.events.insert(
            0,
            {
                "StackId": self.id,
                "StackName": self.name,
                "EventId": str(uuid.uuid4()),
                "Timestamp": now(),
                "ResourceStatus": status,
                "LogicalResourceId": self.name if subject is self else subject.logical_id,
                "PhysicalResourceId": self.id if subject is self else subject.physical_id,
                "ResourceType": "AWS::CloudFormation::Stack" if subject is self else subject.type,
                **({"ResourceStatusReason": reason} if reason else {}),
            },
        )

    def _end(self, status, reason=None):
        self._event(self, status, reason)
        self.reason = reason

    def names_for(self, row, limit=255, lower=False):
        """The name of a resource that the template does not name."""
        return physical_name(self, row, limit, lower)
