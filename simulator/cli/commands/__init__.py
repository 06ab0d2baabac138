"""What each command of the program does, one module each; `simulator.cli` reads the options."""
