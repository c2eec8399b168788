package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** The numbers of an account that are not as usual. */
public record Measures(Map<Measure, Integer> changed) {

    /** Today's platform. */
    public static final Measures USUAL = new Measures(Map.of());

    public Measures {
        changed = Map.copyOf(changed);
        changed.forEach(Measures::require);
    }

    private static void require(Measure measure, int number) {
        if (number < measure.least() || number > measure.most()) {
            throw new IllegalArgumentException(
                    "%s must be %d to %d: %d"
                            .formatted(measure.word(), measure.least(), measure.most(), number));
        }
    }

    public int of(Measure measure) {
        return changed.getOrDefault(measure, measure.standard());
    }

    /** The same with one number set. */
    public Measures with(Measure measure, int number) {
        var numbers = new EnumMap<Measure, Integer>(Measure.class);
        numbers.putAll(changed);
        numbers.put(measure, number);
        return new Measures(numbers);
    }

    void write(DataOutput out) throws IOException {
        Snapshot.writeList(
                out,
                changed.entrySet(),
                entry -> {
                    Snapshot.writeEnum(out, entry.getKey());
                    out.writeInt(entry.getValue());
                });
    }

    static Measures read(DataInput in) throws IOException {
        var numbers = new EnumMap<Measure, Integer>(Measure.class);
        int size = Snapshot.readSize(in);
        for (int i = 0; i < size; i++) {
            numbers.put(Snapshot.readEnum(in, Measure.class), in.readInt());
        }
        return new Measures(numbers);
    }
}
