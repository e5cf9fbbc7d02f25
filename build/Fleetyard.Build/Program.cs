Console.WriteLine("Fleetyard");
