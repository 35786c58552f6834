package io.candlelake.endtoend.matrix;

import io.candlelake.endtoend.matrix.Disturbance.Victim;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** What is going to happen: the same seed, the same plan. */
final class Plan {
    /** Longer than a worker's session and a consumer's, which are 10 s. */
    private static final int ZOMBIE_SECONDS = 14;

    private final MatrixOptions options;
    private final Random random;
    private final List<Kind> deck = new ArrayList<>();
    private final List<Disturbance> plan = new ArrayList<>();
    private boolean longZombie;

    private Plan(MatrixOptions options, long seed) {
        this.options = options;
        this.random = new Random(seed);
    }

    static List<Disturbance> of(MatrixOptions options, long seed) {
        Plan plan = new Plan(options, seed);
        for (int number = 1; number <= options.faults(); number++) {
            plan.add(number);
        }
        return plan.plan;
    }

    /** Every kind of the deck comes before one comes again. */
    private void add(int number) {
        if (deck.isEmpty()) {
            deck.addAll(options.deck());
            Collections.shuffle(deck, random);
        }
        Kind kind = deck.remove(deck.size() - 1);
        plan.add(new Disturbance(number, kind, millis(200, 3_000), length(kind), random.nextInt(2), victims(kind)));
    }

    private Duration length(Kind kind) {
        return switch (kind) {
            case WORKER_FROZEN, FROZEN_IN_COMMIT -> zombie();
            case DISK_FULL, CATALOG_REFUSES, CATALOG_SLOW, CATALOG_FORGETS -> millis(3_000, 8_000);
            case KILLED_COMMIT_LATE -> millis(500, 14_000);
            case WORKER_KILLED_TWICE -> millis(1_000, 9_000);
            default -> millis(0, 1_500);
        };
    }

    /** The first of a plan is the long one. */
    private Duration zombie() {
        if (!longZombie) {
            longZombie = true;
            return Duration.ofSeconds(options.zombieSeconds());
        }
        return millis(ZOMBIE_SECONDS * 1_000, ZOMBIE_SECONDS * 1_000 + 6_000);
    }

    private Set<Victim> victims(Kind kind) {
        return switch (kind) {
            case ALL_KILLED -> EnumSet.allOf(Victim.class);
            case SEVERAL_KILLED -> {
                List<Victim> all = new ArrayList<>(List.of(Victim.values()));
                Collections.shuffle(all, random);
                yield EnumSet.copyOf(all.subList(0, 2 + random.nextInt(2)));
            }
            default -> Set.of();
        };
    }

    private Duration millis(int from, int to) {
        return Duration.ofMillis(from + random.nextInt(to - from));
    }
}
