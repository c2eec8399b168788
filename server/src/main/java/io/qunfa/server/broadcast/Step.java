package io.qunfa.server.broadcast;

import io.qunfa.client.MsgDataId;
import io.qunfa.client.MsgId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What becomes of a call after an attempt. */
sealed interface Step {

    /** The platform has it; await the result. */
    record Accept(MsgId msgId, @Nullable MsgDataId articles) implements Step {}

    /** Its outcome is unknown; ask again with the same key at that time. */
    record Doubt(Instant again, Reason reason) implements Step {}

    /** It was certainly not accepted; make it at that time. */
    record Postpone(Instant again, Reason reason) implements Step {}

    /** It was certainly not accepted; it and the calls behind it wait for another day. */
    record NextDay(Instant again, Reason reason) implements Step {}

    /** It was certainly not accepted because of its recipients; look through them, once. */
    record Repair(Reason reason) implements Step {}

    /** It will not be made; the other calls go on. */
    record Refuse(Reason reason) implements Step {}

    /** It will not be made, and neither will the calls not yet begun. */
    record RefuseAll(Reason reason) implements Step {}

    /** A person decides; nothing further is begun. */
    record Hold(Reason reason) implements Step {}
}
