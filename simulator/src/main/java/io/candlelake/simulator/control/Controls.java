package io.candlelake.simulator.control;

import io.candlelake.simulator.fault.FaultOrder;

/** What can be done to a running simulator. */
public interface Controls {
    /** One fault on demand: at once, or with the next frame, request, subscription or trade that it fits. */
    void order(FaultOrder order);

    /** Ends the faults by chance, and all that last. */
    void stopFaults();

    /** No trade happens from here on; the ledger is final. */
    void closeMarket();

    State state();
}
