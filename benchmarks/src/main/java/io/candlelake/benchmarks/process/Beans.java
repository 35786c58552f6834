package io.candlelake.benchmarks.process;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** What another JVM of this user says of itself: {@code Beans.attach(process).liveHeapBytes()}. */
public final class Beans implements AutoCloseable {
    private final JMXConnector connector;
    private final MBeanServerConnection server;

    private Beans(JMXConnector connector) throws IOException {
        this.connector = connector;
        this.server = connector.getMBeanServerConnection();
    }

    @SuppressWarnings("BanJNDI") // the address is a process of our own, on this machine
    public static Beans attach(JavaProcess process) {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(process.pid()));
            try {
                return new Beans(JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())));
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException | IOException refused) {
            throw new BenchmarkException(
                    "cannot look into process " + process.pid() + ": " + refused.getMessage(), refused);
        }
    }

    /** A numeric attribute; 0 while there is no such bean. */
    public long number(String bean, String attribute) {
        try {
            return ((Number) server.getAttribute(new ObjectName(bean), attribute)).longValue();
        } catch (InstanceNotFoundException notYet) {
            return 0;
        } catch (JMException | IOException broken) {
            throw new BenchmarkException("cannot read " + bean + ": " + broken.getMessage(), broken);
        }
    }

    /** What the heap holds after a full collection. */
    public long liveHeapBytes() {
        try {
            MemoryMXBean memory = ManagementFactory.newPlatformMXBeanProxy(
                    server, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
            memory.gc();
            return memory.getHeapMemoryUsage().getUsed();
        } catch (IOException broken) {
            throw new BenchmarkException("cannot read the heap's size: " + broken.getMessage(), broken);
        }
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException alreadyGone) {
            // The other process has ended, and its connection with it.
        }
    }
}
