"""Updates of a stack: what differs is changed, and put back when something fails."""

import cfn_types
import core
from cfn_row import now, reason_of
from cfn_template import NotReady
from wire import AwsError


class Updates:
    """The half of a stack that changes it."""

    def _design(self):
        return (self.body, self.given, self.tags, self.template, self.resolver, self.order, self.processed)

    def _take(self, design):
        self.body, self.given, self.tags, self.template, self.resolver, self.order, self.processed = design

    def update(self, body, parameters, tags):
        before = self._design()
        old_rows = dict(self.rows)
        self.prepare(body, parameters, tags)
        changed = [name for name in self.order if name in self.rows and self._differs(name, before)]
        gone = [name for name in self.rows if name not in self.order]
        new = [name for name in self.order if name not in self.rows]
        if not (
            changed or gone or new or before[2] != tags or before[3].get("Outputs") != self.template.get("Outputs")
        ):
            self._take(before)
            raise AwsError("ValidationError", "No updates are to be performed.")
        self.updated = now()
        self._event(self, "UPDATE_IN_PROGRESS", "User Initiated")
        failure = None
        for name in self.order:
            if name in new:
                failure = self._make(name)
            elif self._differs(name, before):
                failure = self._change(name)
            if failure:
                break
        failure = failure or self._outputs()
        if not failure:
            self._remove(reversed(gone))
            self.rows = {name: row for name, row in self.rows.items() if name not in gone}
            return self._end("UPDATE_COMPLETE")
        reason = f"The following resource(s) failed to update: [{failure}]. "
        self._event(self, "UPDATE_ROLLBACK_IN_PROGRESS", reason)
        self._remove(name for name in reversed(list(self.rows)) if name not in old_rows)
        self.rows = {name: row for name, row in self.rows.items() if name in old_rows}
        self._take(before)
        for name in self.order:
            if name in self.rows and self._differs(name, before):
                self._change(name)
        self._outputs()
        return self._end("UPDATE_ROLLBACK_COMPLETE", reason)

    def _differs(self, name, before):
        try:
            now_wanted = self.resolver.value(self.template["Resources"][name].get("Properties") or {})
        except (AwsError, NotReady):
            return True
        row = self.rows[name]
        return (
            row.type != self.template["Resources"][name]["Type"]
            or now_wanted != row.properties
            or before[2] != self.tags
        )

    def _change(self, name):
        row, resource = self.rows[name], self.template["Resources"][name]
        try:
            wanted = self.resolver.value(resource.get("Properties") or {})
            self._event(row, "UPDATE_IN_PROGRESS")
            row.type = resource["Type"]
            cfn_types.update(self, row, wanted)
            row.properties = wanted
        except (AwsError, NotReady, core.MotoAnswer, KeyError, TypeError, ValueError, AttributeError) as error:
            self._event(row, "UPDATE_FAILED", reason_of(error))
            return name
        self._event(row, "UPDATE_COMPLETE")
        return None
