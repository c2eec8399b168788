package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/** Which of the content switches of an account are on. */
public record ContentSwitches(Set<ContentSwitch> on) {

    /** Today's platform, as far as its pages describe it. */
    public static final ContentSwitches NONE = new ContentSwitches(Set.of());

    public ContentSwitches {
        on = Set.copyOf(on);
    }

    public boolean isOn(ContentSwitch behaviour) {
        return on.contains(behaviour);
    }

    /** The same with one switch set. */
    public ContentSwitches with(ContentSwitch behaviour, boolean isOn) {
        var changed = EnumSet.noneOf(ContentSwitch.class);
        changed.addAll(on);
        if (isOn) {
            changed.add(behaviour);
        } else {
            changed.remove(behaviour);
        }
        return new ContentSwitches(changed);
    }

    void write(DataOutput out) throws IOException {
        Snapshot.writeList(out, on, behaviour -> Snapshot.writeEnum(out, behaviour));
    }

    static ContentSwitches read(DataInput in) throws IOException {
        var on = Snapshot.readList(in, () -> Snapshot.readEnum(in, ContentSwitch.class));
        return new ContentSwitches(Set.copyOf(on));
    }
}
